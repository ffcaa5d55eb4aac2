package io.modelkeep.spi;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.modelkeep.fuzz.PathSegments;
import io.modelkeep.fuzz.Refusal;
import io.modelkeep.fuzz.Seeded;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import okhttp3.HttpUrl;

/** Any text of a setting is a value within its bounds, or is refused in words. */
class ConfigTypesFuzzTest {

    private static Optional<Object> parsed(String text, Function<String, ?> parser) {
        try {
            return Optional.of(parser.apply(text));
        } catch (IllegalArgumentException refused) {
            Refusal.assertPrintable(refused);
            return Optional.empty();
        }
    }

    @Seeded
    @FuzzTest
    void numbersAndWordsStayWithinTheirBounds(byte[] setting) {
        String text = new String(setting, StandardCharsets.UTF_8);
        parsed(text, ConfigTypes::duration)
                .ifPresent(wait -> assertThat((Duration) wait).isBetween(Duration.ofMillis(1), Duration.ofDays(365)));
        parsed(text, ConfigTypes::size)
                .ifPresent(bytes -> assertThat((Long) bytes).isBetween(1L, 1L << 30));
        parsed(text, number -> ConfigTypes.integer(number, -5, 1000))
                .ifPresent(number -> assertThat((Integer) number).isBetween(-5, 1000));
        parsed(text, word -> ConfigTypes.choice(word, List.of("own", "org")))
                .ifPresent(word -> assertThat(word).isIn("own", "org"));
        parsed(text, ConfigTypes::text)
                .ifPresent(value ->
                        assertThat((String) value).isEqualTo(text.strip()).isNotEmpty());
        parsed(text, ConfigTypes::secret)
                .ifPresent(secret -> assertThat(secret.toString()).hasSizeLessThan(16));
        parsed(text, ConfigTypes::pathPart)
                .ifPresent(name -> PathSegments.assertPath(
                        new HttpUrl.Builder()
                                .scheme("https")
                                .host("host.invalid")
                                .addPathSegment("v1")
                                .addPathSegment((String) name)
                                .addPathSegment("end")
                                .build(),
                        "v1",
                        (String) name,
                        "end"));
    }

    @Seeded
    @FuzzTest
    void addressesLeadWhereTheySay(byte[] setting) {
        String text = new String(setting, StandardCharsets.UTF_8);
        parsed(text, ConfigTypes::baseUrl).ifPresent(url -> checkBaseUrl((URI) url));
        parsed(text, ConfigTypes::proxy).ifPresent(url -> {
            URI proxy = (URI) url;
            assertThat(proxy.getHost()).isNotEmpty();
            assertThat(proxy.getPort()).isBetween(1, 65_535);
            assertThat(proxy.getRawUserInfo()).isNull();
        });
    }

    private static void checkBaseUrl(URI url) {
        HttpUrl sent = HttpUrl.get(url);
        assertThat(sent).as("%s as the client reads it", url).isNotNull();
        assertThat(sent.username() + sent.password()).isEmpty();
        assertThat(sent.query()).isNull();
        assertThat(sent.fragment()).isNull();
        Optional<InetAddress> address = literal(sent.host());
        address.ifPresent(where -> assertThat(where.isLinkLocalAddress())
                .as("%s leads to %s", url, where)
                .isFalse());
        if (address.isEmpty()) {
            assertThat(sent.host()).isEqualTo(url.getHost().toLowerCase(Locale.ROOT));
        }
        if (!sent.isHttps()) {
            assertThat(sent.host().equals("localhost") || address.orElseThrow().isLoopbackAddress())
                    .as("%s is sent in the clear", url)
                    .isTrue();
        }
    }

    /** The address where the host is one; asks no name server. */
    private static Optional<InetAddress> literal(String host) {
        if (!host.contains(":") && !host.matches("[0-9]{1,3}([.][0-9]{1,3}){3}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException outOfRange) {
            return Optional.empty();
        }
    }
}
