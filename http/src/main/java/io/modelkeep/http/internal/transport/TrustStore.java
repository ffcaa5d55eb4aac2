package io.modelkeep.http.internal.transport;

import io.modelkeep.errors.ConfigurationException;
import io.modelkeep.spi.CommonKeys;
import io.modelkeep.spi.InputFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/** The certificates to trust instead of the system's. */
final class TrustStore {

    private static final int MAX_BYTES = 16 * 1024 * 1024;

    private final SSLContext context;
    private final X509TrustManager manager;

    private TrustStore(SSLContext context, X509TrustManager manager) {
        this.context = context;
        this.manager = manager;
    }

    /** Reads a PEM file, or a PKCS12 or JKS store whose certificates need no password. */
    static TrustStore read(Path file) {
        try {
            byte[] content = InputFile.readRegular(file, MAX_BYTES);
            KeyStore store = isPem(content) ? pem(content) : KeyStore.getInstance(file.toFile(), (char[]) null);
            if (store.size() == 0) {
                throw unusable(file, "it holds no certificate");
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            X509TrustManager manager = (X509TrustManager) factory.getTrustManagers()[0];
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {manager}, null);
            return new TrustStore(context, manager);
        } catch (InputFile.UnreadableException unreadable) {
            throw unusable(file, String.valueOf(unreadable.getMessage()));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException wrong) {
            throw unusable(file, wrong.getClass().getSimpleName());
        }
    }

    void applyTo(OkHttpClient.Builder client) {
        client.sslSocketFactory(context.getSocketFactory(), manager);
    }

    private static boolean isPem(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1).contains("-----BEGIN CERTIFICATE-----");
    }

    private static KeyStore pem(byte[] content) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (Certificate certificate :
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(content))) {
            store.setCertificateEntry("certificate-" + store.size(), certificate);
        }
        return store;
    }

    private static ConfigurationException unusable(Path file, String why) {
        return new ConfigurationException(List.of(CommonKeys.TRUST_STORE + " " + file
                + " cannot be used as a PEM file or a PKCS12 or JKS store without a password (" + why + ")"));
    }
}
