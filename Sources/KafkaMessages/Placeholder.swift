enum KafkaMessagesPlaceholder {}
