package io.tokenweir.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

import org.apache.kafka.common.config.ConfigException;

/**
 * Whom to trust, and which certificate to show, when the registry's URL is https: Confluent's {@code schema.registry.ssl.*}
 * properties. Stores are PKCS12 or JKS; a trust store may also be a PEM file of certificates.
 */
final class RegistryTls {
    private static final String TRUST = "schema.registry.ssl.truststore.";
    private static final String KEYS = "schema.registry.ssl.keystore.";
    private static final String KEY_PASSWORD = "schema.registry.ssl.key.password";

    private RegistryTls() {}

    /** Null where nothing is set: then the JVM's own trust store counts. */
    static SSLContext from(Map<String, ?> config) {
        String trustLocation = RegistrySettings.text(config, TRUST + "location", null);
        String keyLocation = RegistrySettings.text(config, KEYS + "location", null);
        if (trustLocation == null && keyLocation == null) {
            return null;
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    keyLocation == null ? null : keys(config, keyLocation),
                    trustLocation == null ? null : trust(config, trustLocation),
                    null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new ConfigException("The schema.registry.ssl.* settings cannot be used: " + e.getMessage());
        }
    }

    private static TrustManager[] trust(Map<String, ?> config, String location) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store(config, TRUST, location));
        return factory.getTrustManagers();
    }

    private static KeyManager[] keys(Map<String, ?> config, String location) throws GeneralSecurityException {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        String storePassword = RegistrySettings.text(config, KEYS + "password", "");
        String keyPassword = RegistrySettings.text(config, KEY_PASSWORD, storePassword);
        factory.init(store(config, KEYS, location), keyPassword.toCharArray());
        return factory.getKeyManagers();
    }

    private static KeyStore store(Map<String, ?> config, String prefix, String location)
            throws GeneralSecurityException {
        String type = RegistrySettings.text(config, prefix + "type", "JKS");
        String password = RegistrySettings.text(config, prefix + "password", null);
        try (InputStream file = Files.newInputStream(Path.of(location))) {
            if (type.equals("PEM")) {
                return certificates(file);
            }
            KeyStore store = KeyStore.getInstance(type);
            store.load(file, password == null ? null : password.toCharArray());
            return store;
        } catch (IOException e) {
            throw new ConfigException(prefix + "location is " + location + ", which cannot be read (" + e.getMessage()
                    + "); check the file, " + prefix + "type and " + prefix + "password.");
        }
    }

    private static KeyStore certificates(InputStream pem) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
            store.setCertificateEntry("ca-" + store.size(), certificate);
        }
        return store;
    }
}
