package io.modelkeep.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseUrlTest {

    private static final ConfigKey<URI> KEY = ConfigKey.baseUrl(
            "acme.base-url", "where", "https://api.acme.example/v1", List.of("api.acme.example", "eu.acme.example"));

    /** One text for each rule, which others are compared with. */
    private static final String UNENCRYPTED = "http://h";

    private static final String USER_INFO = "https://u@h";
    private static final String LINK_LOCAL = "https://169.254.169.254";
    private static final String NUMBER = "https://2852039166";
    private static final String ASTRAY = "https://h/..";
    private static final String NO_URL = "nowhere";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.acme.example",
                "https://api.acme.example/",
                "https://api.acme.example/v1",
                "HTTPS://API.ACME.EXAMPLE/v1/",
                "https://api.acme.example:8443/a.b/c",
                "https://10.1.2.3",
                "https://host-01.internal",
                "https://169.253.1.1",
                "https://[2001:db8::1]/v1",
                "http://localhost:8080",
                "http://LOCALHOST",
                "http://127.0.0.1:1",
                "http://127.0.0.5:65535/v1",
                "http://[::1]:8080/",
                "http://[0:0:0:0:0:0:0:1]:8080/",
                "http://[0000:0::0001]",
                "https://localhost",
                "  https://api.acme.example  "
            })
    void usableOnesAreTakenAsWritten(String text) {
        assertThat(KEY.parse(text)).isEqualTo(URI.create(text.strip()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.acme.example",
                "http://10.0.0.1",
                "http://128.0.0.1",
                "http://127.0.0.1.evil.example",
                "http://localhost.evil.example",
                "http://localhost.",
                "http://[::2]",
                "http://[2001:db8::1]",
                "http://0.0.0.0",
                "ftp://localhost",
                "ws://api.acme.example",
                "file://localhost/etc/passwd"
            })
    void aKeyNeverTravelsUnencryptedThroughANetwork(String text) {
        assertThat(reason(text)).isEqualTo(reason(UNENCRYPTED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:canary@api.acme.example",
                "https://canary@api.acme.example",
                "https://@api.acme.example/canary",
                "https://api.acme.example?key=canary",
                "https://api.acme.example/v1?",
                "https://api.acme.example/#canary",
                "https://api.acme.example#",
                "http://canary:x@localhost?canary"
            })
    void userInfoQueryAndFragmentAreRefusedAndNotRepeated(String text) {
        assertThat(words(text)).isEqualTo(words(USER_INFO)).doesNotContain("canary", "acme");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://169.254.169.254",
                "https://169.254.0.1/latest",
                "https://[fe80::1]",
                "https://[FE80::1]",
                "https://[febf::1]",
                "https://[fe80::1%25eth0]",
                "https://[fe80::1%eth0]",
                "https://[::ffff:169.254.169.254]",
                "https://[::ffff:169.0254.169.254]",
                "https://[::ffff:a9fe:a9fe]",
                "https://[0:0:0:0:0:ffff:169.254.1.1]",
                "https://[::169.254.169.254]",
                "https://[64:ff9b::a9fe:a9fe]"
            })
    void linkLocalAddressesAreRefused(String text) {
        assertThat(reason(text)).isEqualTo(reason(LINK_LOCAL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://[2001:db8::1%25eth0]/v1",
                "https://[fe40::1%eth0]",
                "https://[::1%25lo]:8080",
                "https://[::ffff:169.054.169.254]",
                "https://[::ffff:10.0.0.01]"
            })
    void anAddressThatOnlyJavaReadsIsRefusedHereAndNotWhereItIsUsed(String text) {
        assertThatThrownBy(() -> KEY.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not read everywhere");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://[2001:DB8::1]", "https://[::ffff:10.0.0.1]:8443/v1", "http://[::1]"})
    void otherAddressesInBracketsAreTaken(String text) {
        assertThat(KEY.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://2852039166",
                "https://0xa9fea9fe",
                "https://0XA9FEA9FE",
                "https://169.0254.169.254",
                "https://0169.254.169.254",
                "https://127.0.0.01"
            })
    void addressesThatOnlySomeResolversReadAreRefused(String text) {
        assertThat(reason(text)).isEqualTo(reason(NUMBER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://2130706433",
                "http://0x7f000001",
                "http://0x7f.0.0.1",
                "http://127.1",
                "http://0177.0.0.1",
                "https://0xa9.0xfe.0xa9.0xfe",
                "https://0251.0376.0251.0376",
                "https://169.254.43518",
                "https://169.254.169.254.",
                "https://%31%36%39.254.169.254",
                "https://169。254。169。254"
            })
    void otherNumericFormsAreRefusedInOneWayOrAnother(String text) {
        assertThatThrownBy(() -> KEY.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(
            strings = {
                "api.acme.example",
                "//api.acme.example/v1",
                "https:",
                "https://",
                "https:///v1",
                "https:api.acme.example",
                "https://:8443",
                "https://a_b.example",
                "https://api.acme.example:0",
                "https://api.acme.example:70000",
                "https://api.acme.example:99999999999",
                "https://api.acme.example:-1",
                "https://api.acme.example:x",
                "https://[::1",
                "https://api.acme.example\\@evil.example",
                "https://api.acme.example/a b",
                "https://api.acme.example/\u0000",
                "https://api.acme.example/a\nb",
                "https://us er:canary@api.acme.example",
                "not a url",
                "/v1"
            })
    void invalidUrl_isRefused_withoutQuotingIt(String text) {
        assertThat(words(text)).isEqualTo(words(NO_URL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://h/..",
                "https://h/a/../b",
                "https://h//a",
                "https://h/a//",
                "https://h/%2e%2E/x",
                "https://h/.%2e/x"
            })
    void aPathThatLeadsElsewhereIsRefused(String text) {
        assertThat(reason(text)).isEqualTo(reason(ASTRAY));
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = {"", " ", "\n"})
    void aBlankOneIsRefused(String text) {
        ConfigKey<String> any = ConfigKey.text("acme.project", "which");
        assertThat(words(text)).isEqualTo(Refusals.words(any::parse, text));
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.acme.example,true",
        "https://API.acme.example/anything,true",
        "https://eu.acme.example/v1,true",
        "https://acme.example,false",
        "https://api.acme.example.evil.example,false",
        "https://evil-api.acme.example,false",
        "https://api.acme.example:8443,false",
        "https://api.acme.example.,false",
        "http://localhost,false"
    })
    void onlyTheDocumentedHostsAreDocumented(String url, boolean documented) {
        assertThat(KEY.isDocumented(KEY.parse(url))).isEqualTo(documented);
    }

    @Test
    void anUnencryptedDocumentedHostIsNotDocumented() {
        assertThat(KEY.isDocumented(URI.create("http://api.acme.example"))).isFalse();
    }

    @Test
    void eachRuleHasAReasonOfItsOwn() {
        assertThat(List.of(
                        reason(UNENCRYPTED),
                        reason(LINK_LOCAL),
                        reason(NUMBER),
                        reason(ASTRAY),
                        words(USER_INFO),
                        words(NO_URL),
                        words("")))
                .doesNotHaveDuplicates();
    }

    private static String words(String text) {
        return Refusals.words(KEY::parse, text);
    }

    private static String reason(String text) {
        return Refusals.reason(KEY::parse, text);
    }
}
