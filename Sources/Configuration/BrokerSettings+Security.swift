extension BrokerSettings {
    /// TLS, SASL and delegation tokens.
    static let security: [Setting] = [
        Setting(
            "connections.max.reauth.ms", .long, "0",
            "Most milliseconds that a connection lives without authenticating again; 0 for no limit."
        ),
        Setting(
            "sasl.server.max.receive.size", .int, "524288",
            "Largest message in bytes of a SASL exchange."),
        Setting("security.providers", .string, nil, "No effect: Java security providers."),
        Setting(
            "principal.builder.class", .class,
            "org.apache.kafka.common.security.authenticator.DefaultKafkaPrincipalBuilder",
            update: .perBroker,
            "No effect: class that makes principals; ssl.principal.mapping.rules holds."),
        Setting(
            "ssl.client.auth", .string, "none",
            in: .oneOfAnyCase(["required", "requested", "none"]), update: .perBroker,
            "Whether clients must show a certificate: required, requested or none."),
        Setting(
            "ssl.principal.mapping.rules", .string, "DEFAULT",
            "Rules that turn a certificate's name into a principal; DEFAULT takes it whole."),
        Setting(
            "ssl.allow.dn.changes", .boolean, "false",
            "Whether a new certificate may have another name."),
        Setting(
            "ssl.allow.san.changes", .boolean, "false",
            "Whether a new certificate may have other alternative names."),
        Setting("ssl.protocol", .string, "TLSv1.3", update: .perBroker, "Newest version of TLS."),
        Setting(
            "ssl.provider", .string, nil, update: .perBroker,
            "No effect: Java security provider of TLS."),
        Setting(
            "ssl.enabled.protocols", .list, "TLSv1.2,TLSv1.3", in: .distinct, update: .perBroker,
            "Versions of TLS that are offered, separated by commas."),
        Setting(
            "ssl.keystore.type", .string, "JKS", update: .perBroker,
            "Type of the key store: PEM, PKCS12 or JKS."),
        Setting(
            "ssl.keystore.location", .string, nil, update: .perBroker,
            "File with the broker's key and certificates."),
        Setting(
            "ssl.keystore.password", .password, nil, update: .perBroker,
            "Password of the key store."),
        Setting("ssl.key.password", .password, nil, update: .perBroker, "Password of the key."),
        Setting(
            "ssl.keystore.key", .password, nil, update: .perBroker, "The broker's key as PEM text."),
        Setting(
            "ssl.keystore.certificate.chain", .password, nil, update: .perBroker,
            "The broker's certificates as PEM text."),
        Setting(
            "ssl.truststore.type", .string, "JKS", update: .perBroker,
            "Type of the trust store: PEM, PKCS12 or JKS."),
        Setting(
            "ssl.truststore.location", .string, nil, update: .perBroker,
            "File with the certificates that are trusted."),
        Setting(
            "ssl.truststore.password", .password, nil, update: .perBroker,
            "Password of the trust store."),
        Setting(
            "ssl.truststore.certificates", .password, nil, update: .perBroker,
            "The certificates that are trusted as PEM text."),
        Setting(
            "ssl.keymanager.algorithm", .string, nil, update: .perBroker,
            "No effect: Java algorithm of the key manager."),
        Setting(
            "ssl.trustmanager.algorithm", .string, nil, update: .perBroker,
            "No effect: Java algorithm of the trust manager."),
        Setting(
            "ssl.endpoint.identification.algorithm", .string, "https", update: .perBroker,
            "How a broker's name is checked in its certificate: https, or empty for not at all."),
        Setting(
            "ssl.secure.random.implementation", .string, nil, update: .perBroker,
            "No effect: Java source of random numbers."),
        Setting(
            "ssl.cipher.suites", .list, "", in: .distinct, update: .perBroker,
            "Cipher suites that are offered; empty for the library's own."),
        Setting(
            "ssl.engine.factory.class", .class, nil, update: .perBroker,
            "No effect: class that makes TLS engines; Strom loads no Java classes."),
        Setting(
            "sasl.mechanism.inter.broker.protocol", .string, "GSSAPI", update: .perBroker,
            "SASL mechanism that brokers use towards each other."),
        Setting(
            "sasl.enabled.mechanisms", .list, "GSSAPI", in: .distinct, update: .perBroker,
            "SASL mechanisms that are offered, separated by commas."),
        Setting(
            "sasl.server.callback.handler.class", .class, nil,
            "No effect: class of callbacks; Strom loads no Java classes."),
        Setting(
            "sasl.kerberos.principal.to.local.rules", .list, "DEFAULT", in: .distinct,
            update: .perBroker, "Rules that turn a Kerberos principal into a short name."),
        Setting(
            "sasl.jaas.config", .password, nil, update: .perBroker,
            "Login module and users in JAAS form; belongs to a listener and a mechanism."),
        Setting(
            "sasl.client.callback.handler.class", .class, nil,
            "No effect: class of callbacks; Strom loads no Java classes."),
        Setting(
            "sasl.login.class", .class, nil,
            "No effect: class of logins; Strom loads no Java classes."),
        Setting(
            "sasl.login.callback.handler.class", .class, nil,
            "No effect: class of callbacks; Strom loads no Java classes."),
        Setting(
            "sasl.kerberos.service.name", .string, nil, update: .perBroker,
            "Kerberos name of the broker's service."),
        Setting(
            "sasl.kerberos.kinit.cmd", .string, "/usr/bin/kinit", update: .perBroker,
            "No effect: path of kinit."),
        Setting(
            "sasl.kerberos.ticket.renew.window.factor", .double, "0.8", update: .perBroker,
            "No effect: share of a ticket's life after which Kafka renews it."),
        Setting(
            "sasl.kerberos.ticket.renew.jitter", .double, "0.05", update: .perBroker,
            "No effect: random part of the time of renewal."),
        Setting(
            "sasl.kerberos.min.time.before.relogin", .long, "60000", update: .perBroker,
            "No effect: least milliseconds between two logins."),
        Setting(
            "sasl.login.refresh.window.factor", .double, "0.8", update: .perBroker,
            "Share of a credential's life after which it is refreshed."),
        Setting(
            "sasl.login.refresh.window.jitter", .double, "0.05", update: .perBroker,
            "Random part of the time of refresh."),
        Setting(
            "sasl.login.refresh.min.period.seconds", .short, "60", update: .perBroker,
            "Least seconds before a credential is refreshed."),
        Setting(
            "sasl.login.refresh.buffer.seconds", .short, "300", update: .perBroker,
            "Seconds before its end by which a credential is refreshed."),
        Setting(
            "sasl.login.connect.timeout.ms", .int, nil,
            "Milliseconds that a connection to an identity provider may take."),
        Setting(
            "sasl.login.read.timeout.ms", .int, nil,
            "Milliseconds that an identity provider may take to answer."),
        Setting(
            "sasl.login.retry.backoff.max.ms", .long, "10000",
            "Most milliseconds between two tries to log in."),
        Setting(
            "sasl.login.retry.backoff.ms", .long, "100",
            "Milliseconds between two tries to log in at first."),
        Setting(
            "sasl.oauthbearer.jwt.retriever.class", .class,
            "org.apache.kafka.common.security.oauthbearer.DefaultJwtRetriever",
            "No effect: class that fetches tokens; Strom loads no Java classes."),
        Setting(
            "sasl.oauthbearer.jwt.validator.class", .class,
            "org.apache.kafka.common.security.oauthbearer.DefaultJwtValidator",
            "No effect: class that checks tokens; Strom loads no Java classes."),
        Setting(
            "sasl.oauthbearer.scope", .string, nil,
            "Scope that brokers ask for when they fetch a token."),
        Setting(
            "sasl.oauthbearer.client.credentials.client.id", .string, nil,
            "Client id with which brokers fetch a token."),
        Setting(
            "sasl.oauthbearer.client.credentials.client.secret", .password, nil,
            "Secret with which brokers fetch a token."),
        Setting(
            "sasl.oauthbearer.assertion.algorithm", .string, "RS256",
            in: .oneOf(["ES256", "RS256"]), "Algorithm that signs an assertion."),
        Setting("sasl.oauthbearer.assertion.claim.aud", .string, nil, "Audience of an assertion."),
        Setting(
            "sasl.oauthbearer.assertion.claim.exp.seconds", .int, "300", in: .between(0, 86400),
            "Seconds that an assertion is valid."),
        Setting("sasl.oauthbearer.assertion.claim.iss", .string, nil, "Issuer of an assertion."),
        Setting(
            "sasl.oauthbearer.assertion.claim.jti.include", .boolean, "false",
            "Whether an assertion has an id of its own."),
        Setting(
            "sasl.oauthbearer.assertion.claim.nbf.seconds", .int, "60", in: .between(0, 3600),
            "Seconds before now from which an assertion is valid."),
        Setting("sasl.oauthbearer.assertion.claim.sub", .string, nil, "Subject of an assertion."),
        Setting("sasl.oauthbearer.assertion.file", .string, nil, "File with a ready assertion."),
        Setting(
            "sasl.oauthbearer.assertion.private.key.file", .string, nil,
            "File with the key that signs an assertion."),
        Setting(
            "sasl.oauthbearer.assertion.private.key.passphrase", .password, nil,
            "Passphrase of the key that signs an assertion."),
        Setting(
            "sasl.oauthbearer.assertion.template.file", .string, nil,
            "File with further claims of an assertion."),
        Setting(
            "sasl.oauthbearer.scope.claim.name", .string, "scope",
            "Name of the claim that holds a token's scope."),
        Setting(
            "sasl.oauthbearer.sub.claim.name", .string, "sub",
            "Name of the claim that holds a token's subject."),
        Setting(
            "sasl.oauthbearer.token.endpoint.url", .string, nil,
            "Address at which brokers fetch a token."),
        Setting(
            "sasl.oauthbearer.jwks.endpoint.url", .string, nil,
            "Address of the keys that verify tokens."),
        Setting(
            "sasl.oauthbearer.jwks.endpoint.refresh.ms", .long, "3600000",
            "Milliseconds between two fetches of the keys that verify tokens."),
        Setting(
            "sasl.oauthbearer.jwks.endpoint.retry.backoff.ms", .long, "100",
            "Milliseconds between two tries to fetch the keys at first."),
        Setting(
            "sasl.oauthbearer.jwks.endpoint.retry.backoff.max.ms", .long, "10000",
            "Most milliseconds between two tries to fetch the keys."),
        Setting(
            "sasl.oauthbearer.clock.skew.seconds", .int, "30",
            "Seconds by which the clocks of broker and identity provider may differ."),
        Setting(
            "sasl.oauthbearer.expected.audience", .list, "", in: .distinct,
            "Audiences of which a token must name one, separated by commas."),
        Setting("sasl.oauthbearer.expected.issuer", .string, nil, "Issuer that a token must name."),
        Setting(
            "delegation.token.secret.key", .password, nil,
            "Secret from which delegation tokens are made; the same on all brokers."),
        Setting(
            "delegation.token.max.lifetime.ms", .long, "604800000", in: .atLeast(1),
            "Most milliseconds that a delegation token lives."),
        Setting(
            "delegation.token.expiry.time.ms", .long, "86400000", in: .atLeast(1),
            "Milliseconds after which a delegation token must be renewed."),
        Setting(
            "delegation.token.expiry.check.interval.ms", .long, "3600000", in: .atLeast(1),
            "Milliseconds between two looks for delegation tokens that are out of time."),
    ]
}
