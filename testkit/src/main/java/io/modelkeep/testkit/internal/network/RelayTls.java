package io.modelkeep.testkit.internal.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;

/**
 * The certificates of relays with TLS, in {@code relay.p12}. They are signed by the authority {@code ca}, whose private
 * key is not kept. Each was created with these commands. Exceptions to {@code san=ip:127.0.0.1} and
 * {@code -validity 36000} are given for each constant:
 *
 * <pre>{@code
 * keytool -genkeypair -alias ca -keystore ca.p12 -keyalg EC -groupname secp256r1 -dname "CN=Modelkeep contract tests" \
 *     -ext bc:c=ca:true -startdate 2020/01/01 -validity 36500
 * keytool -exportcert -alias ca -keystore ca.p12 -rfc > ca.pem
 * keytool -genkeypair -alias trusted -keystore relay.p12 -keyalg EC -groupname secp256r1 -dname CN=trusted
 * keytool -importcert -alias ca -keystore relay.p12 -file ca.pem
 * keytool -certreq -alias trusted -keystore relay.p12 | keytool -gencert -alias ca -keystore ca.p12 \
 *     -ext san=ip:127.0.0.1 -startdate 2020/01/01 -validity 36000 -rfc > trusted.pem
 * keytool -importcert -alias trusted -keystore relay.p12 -file trusted.pem
 * }</pre>
 */
public enum RelayTls {
    /** A valid certificate for the relay's own address. */
    TRUSTED,
    /** A certificate for the relay's own address, valid for 30 days of 2020. */
    EXPIRED,
    /** A certificate for {@code san=dns:elsewhere.example}. */
    ELSEWHERE;

    private static final char[] PASSWORD = "changeit".toCharArray();

    /** Returns the certificate of the authority, as a PEM file. */
    public static byte[] authority() {
        try {
            String lines = Base64.getMimeEncoder()
                    .encodeToString(store().getCertificate("ca").getEncoded());
            return ("-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n")
                    .getBytes(StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /**
     * Listens on the loopback interface with this certificate.
     *
     * @param protocols the offered application protocols, such as {@code h2}. Without any, no protocol is negotiated.
     */
    public ServerSocket listening(String... protocols) throws IOException {
        SSLServerSocket listening = (SSLServerSocket)
                context().getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        SSLParameters parameters = listening.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        listening.setSSLParameters(parameters);
        return listening;
    }

    private SSLContext context() {
        try {
            String alias = name().toLowerCase(Locale.ROOT);
            KeyStore all = store();
            KeyStore one = KeyStore.getInstance("PKCS12");
            one.load(null, null);
            one.setKeyEntry(alias, all.getKey(alias, PASSWORD), PASSWORD, all.getCertificateChain(alias));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(one, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static KeyStore store() throws GeneralSecurityException {
        try (InputStream in = Objects.requireNonNull(RelayTls.class.getResourceAsStream("relay.p12"))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD);
            return store;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
