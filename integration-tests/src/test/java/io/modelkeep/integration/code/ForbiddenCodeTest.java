package io.modelkeep.integration.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No module has the switches that attacks need: types named by JSON, trust in any server, paths sent as they are. */
class ForbiddenCodeTest {

    /** Tests run in the folder of their module. */
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Map<String, Pattern> FORBIDDEN = forbidden();

    private static Map<String, Pattern> forbidden() {
        Map<String, Pattern> forbidden = new LinkedHashMap<>();
        forbidden.put(
                "JSON that names its class",
                Pattern.compile(
                        "(activate|enable)DefaultTyping|polymorphicTypeValidator|@JsonTypeInfo|@JsonTypeResolver"));
        forbidden.put(
                "trust in any server",
                Pattern.compile(
                        "(implements|extends|new)\\s+([\\w., ]*\\b)?X509(Extended)?TrustManager\\b"
                                + "|\\bHostnameVerifier\\b|\\bhostnameVerifier\\s*\\(|COMPATIBLE_TLS|setDefaultSSLSocketFactory"));
        forbidden.put("a part of a path that is sent as it is", Pattern.compile("\\bencoded\\s*=\\s*true"));
        forbidden.put(
                "something the transport does by itself",
                Pattern.compile("follow(Ssl)?Redirects\\s*\\(\\s*true|retryOnConnectionFailure\\s*\\(\\s*true"));
        forbidden.put("objects read from outside", Pattern.compile("\\bObjectInputStream\\b|\\bXMLDecoder\\b"));
        forbidden.put(
                "settings of all users of Jackson", Pattern.compile("overrideDefaultStream(Read|Write)Constraints"));
        return forbidden;
    }

    @Test
    void noModuleHoldsAny() throws IOException {
        List<Path> files = sources();
        assertThat(files).hasSizeGreaterThan(100).anyMatch(file -> file.endsWith("Transport.java"));
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            for (String what : in(Files.readString(file))) {
                found.add(ROOT.relativize(file) + ": " + what);
            }
        }
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mapper.activateDefaultTyping(validator)",
                "mapper.enableDefaultTyping()",
                "@JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)",
                "class TrustAll implements X509TrustManager {",
                "class TrustAll extends X509ExtendedTrustManager {",
                "new X509TrustManager() {",
                "HostnameVerifier any = (host, session) -> true;",
                "client.hostnameVerifier((host, session) -> true)",
                "ConnectionSpec.COMPATIBLE_TLS",
                "@Path(value = \"id\", encoded = true) String id",
                "@Path(value=\"id\",encoded=true) String id",
                ".followRedirects(true)",
                ".followSslRedirects(true)",
                ".retryOnConnectionFailure(true)",
                "new ObjectInputStream(body)",
                "StreamReadConstraints.overrideDefaultStreamReadConstraints(more)"
            })
    void eachWouldBeFound(String code) {
        assertThat(in(code)).hasSize(1);
    }

    private static List<String> in(String code) {
        return FORBIDDEN.entrySet().stream()
                .filter(entry -> entry.getValue().matcher(code).find())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The main code of every module. */
    private static List<Path> sources() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path main : modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> all = Files.walk(main)) {
                    files.addAll(all.filter(file -> file.toString().endsWith(".java"))
                            .toList());
                }
            }
        }
        return files;
    }
}
