package io.modelkeep.spi;

import static io.modelkeep.spi.Refusals.reason;
import static io.modelkeep.spi.Refusals.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTypesTest {

    private static final ConfigKey<Integer> COUNT = ConfigKey.integer("count", "a count", 1, 10);
    private static final ConfigKey<String> CHOICE = ConfigKey.choice("choice", "a word", List.of("api-key", "bearer"));

    @ParameterizedTest
    @CsvSource({
        "1ms,1",
        "250ms,250",
        "30s,30000",
        "30 s,30000",
        "' 30s ',30000",
        "30S,30000",
        "2m,120000",
        "1h,3600000",
        "365d,31536000000",
        "8760h,31536000000",
        "007s,7000"
    })
    void durationsAreAWholeNumberAndAUnit(String text, long millis) {
        assertThat(ConfigTypes.duration(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(
            strings = {
                "",
                " ",
                "30",
                "s",
                "0s",
                "-1s",
                "+1s",
                "1.5s",
                "1,5s",
                "30sec",
                "30 s s",
                "PT30S",
                "1w",
                "1y",
                "366d",
                "8761h",
                "999999999999999999ms",
                "9223372036854775807ms",
                "99999999999999999999s",
                "٣s",
                "1µs",
                "infinite",
                "1s\n2s"
            })
    void otherDurationsAreRefused(String text) {
        assertThat(reason(ConfigTypes::duration, text)).isEqualTo(reason(ConfigTypes::duration, "soon"));
    }

    @ParameterizedTest
    @CsvSource({
        "1,1",
        "8388608,8388608",
        "1KiB,1024",
        "8MiB,8388608",
        "8 mib,8388608",
        "1024MiB,1073741824",
        "1048576KiB,1073741824",
        "1073741824,1073741824"
    })
    void sizesAreBytesOrBinaryUnits(String text, long bytes) {
        assertThat(ConfigTypes.size(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "-1",
                "1.5MiB",
                "8MB",
                "8k",
                "8GiB",
                "8B",
                "1025MiB",
                "1073741825",
                "999999999999999999MiB",
                "9999999999999999999",
                "0x10",
                "8MiB!"
            })
    void otherSizesAreRefused(String text) {
        assertThat(reason(ConfigTypes::size, text)).isEqualTo(reason(ConfigTypes::size, "big"));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "10,10", "' 5 ',5", "007,7"})
    void integersLieWithinTheirBounds(String text, int number) {
        assertThat(COUNT.parse(text)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "11", "-5", "999999999"})
    void integersOutsideTheirBoundsAreRefused(String text) {
        assertThat(reason(COUNT::parse, text))
                .isEqualTo(reason(COUNT::parse, "-1"))
                .isNotEqualTo(reason(COUNT::parse, "many"))
                .contains("1", "10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1.0", "1e1", "+1", "2147483648", "99999999999999999999", "-", "٣", "1 0"})
    void otherText_isNoInteger(String text) {
        assertThat(reason(COUNT::parse, text)).isEqualTo(reason(COUNT::parse, "many"));
    }

    @Test
    void aChoiceIsOneOfItsWords() {
        assertThat(CHOICE.parse(" bearer ")).isEqualTo("bearer");
        assertThat(reason(CHOICE::parse, "Bearer"))
                .contains("api-key", "bearer")
                .isEqualTo(reason(CHOICE::parse, ""));
    }

    @Test
    void textIsAnythingThatIsNotBlank() {
        ConfigKey<String> key = ConfigKey.text("t", "a text");
        assertThat(key.parse(" a b ")).isEqualTo("a b");
        assertThatThrownBy(() -> key.parse(" \t ")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://proxy:3128", "http://10.0.0.1:80/", "http://proxy:1", "HTTP://[::1]:8080"})
    void aProxyIsAHostAndAPort(String text) {
        assertThat(CommonKeys.PROXY.parse(text)).isEqualTo(URI.create(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "proxy:3128",
                "http://proxy",
                "https://proxy:3128",
                "socks5://proxy:1080",
                "http://u:canary@proxy:3128",
                "http://proxy:3128/path",
                "http://proxy:3128?canary",
                "http://proxy:3128#canary",
                "http://proxy:0",
                "http://proxy:70000"
            })
    void otherProxiesAreRefusedWithoutRepeatingThem(String text) {
        assertThatThrownBy(() -> CommonKeys.PROXY.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("canary");
    }

    @Test
    void aFileMustBeThereAndReadable(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("store.pem"), "x");
        assertThat(CommonKeys.TRUST_STORE.parse(file.toString())).isEqualTo(file);
        Function<String, Path> parser = CommonKeys.TRUST_STORE::parse;
        assertThat(reason(parser, folder.toString())).endsWith("it is a directory; name a file");
        assertThat(reason(parser, folder.resolve("none").toString())).endsWith("there is no such file");
        assertThat(reason(parser, "\u0000")).contains("is not a path");
        assertThat(words(parser, " ")).isEqualTo(words(ConfigTypes::text, " "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/zero", "/dev/urandom"})
    void aDeviceIsNoFile(String device) {
        assumeTrue(Files.exists(Path.of(device)), "no such device");
        assertThat(reason(CommonKeys.TRUST_STORE::parse, device)).endsWith("it is a device or a socket; name a file");
    }

    @Test
    void undecodedText_isRefused() {
        assertThat(words(ConfigTypes::text, "gr\uFFFDe")).contains("could not be decoded", "UTF-8");
        assertThat(words(ConfigTypes::pathPart, "gr\uFFFDe")).contains("could not be decoded", "UTF-8");
    }

    @Test
    void quotedText_isCut_andOnOneLine() {
        String endless = "x\n\u001b".repeat(100_000);
        for (ConfigKey<?> key : List.of(
                COUNT,
                CHOICE,
                CommonKeys.CALL_TIMEOUT,
                CommonKeys.MAX_RESPONSE_SIZE,
                CommonKeys.TRUST_STORE,
                CommonKeys.PROXY)) {
            assertThatThrownBy(() -> key.parse(endless))
                    .isInstanceOf(IllegalArgumentException.class)
                    .satisfies(
                            e -> assertThat(e.getMessage()).hasSizeLessThan(400).doesNotContainPattern("\\p{Cntrl}"));
        }
    }
}
