enum KafkaGatewayPlaceholder {}
