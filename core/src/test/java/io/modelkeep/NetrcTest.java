package io.modelkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetrcTest {

    private static final String HOST = "api.acme.example";
    private static final String ENTRY = "machine api.acme.example login user password right\n";

    @TempDir
    @SuppressWarnings("NullAway")
    Path home;

    @Test
    void theEntryOfTheHostHasThePassword() {
        assertThat(Netrc.password("machine other.example login a password wrong\n" + ENTRY, HOST))
                .contains("right");
        assertThat(Netrc.password(ENTRY, "other.example")).isEmpty();
        assertThat(Netrc.password(ENTRY, "acme.example")).isEmpty();
        assertThat(Netrc.password(ENTRY, "API.acme.example")).contains("right");
        assertThat(Netrc.password("", HOST)).isEmpty();
    }

    @Test
    void anEntryMaySpanLinesAndComeInAnyOrder() {
        assertThat(Netrc.password("machine\n api.acme.example\r\n\tpassword right\n  login user", HOST))
                .contains("right");
        assertThat(Netrc.password("machine api.acme.example account x port 443 login u password right", HOST))
                .contains("right");
    }

    @Test
    void theFirstEntryOfAHostCounts() {
        assertThat(Netrc.password(ENTRY + "machine api.acme.example login v password wrong", HOST))
                .contains("right");
    }

    @Test
    void theDefaultEntryServesOtherHostsOnlyWhereverItStands() {
        String text = "default login any password fallback\n" + ENTRY;
        assertThat(Netrc.password(text, HOST)).contains("right");
        assertThat(Netrc.password(text, "other.example")).contains("fallback");
        assertThat(Netrc.password(ENTRY + "default login any password fallback", "other.example"))
                .contains("fallback");
    }

    @Test
    void aKeywordAsAValueIsAValue() {
        assertThat(Netrc.password("machine default login machine password right", "default"))
                .contains("right");
        assertThat(Netrc.password("machine other login password password wrong\n" + ENTRY, HOST))
                .contains("right");
        assertThat(Netrc.password("machine api.acme.example login default password macdef", HOST))
                .contains("macdef");
    }

    @Test
    void commentsSayNothing() {
        for (String comment : List.of(
                "# machine api.acme.example password wrong\n",
                "#machine api.acme.example password wrong\n",
                "machine other.example login u password x # default password wrong\n",
                "machine other.example # machine api.acme.example password wrong\n")) {
            assertThat(Netrc.password(comment + ENTRY, HOST)).contains("right");
            assertThat(Netrc.password(comment, HOST)).isEmpty();
        }
    }

    @Test
    void aPasswordMayBeginWithAHash() {
        assertThat(Netrc.password("machine api.acme.example login u password #right # no more", HOST))
                .contains("#right");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"right\"|right",
                "\"ri ght\"|ri ght",
                "\"ri\\\"gh\\\\t\"|ri\"gh\\t",
                "\"#right\" # no more|#right",
                "\"password\"|password",
                "\"\\n\"|`\n`",
                // What does not end as a quotation is the password as it stands.
                "\"right|\"right",
                "\"|\"",
                "\"ri\"ght|\"ri\"ght",
                "ri\"gh\\t\"|ri\"gh\\t\"",
            })
    void aPasswordMayBeQuoted(String written, String password) {
        assertThat(Netrc.password(
                        "machine other.example login \"a b\" password \"x y\"\nmachine api.acme.example login"
                                + " \"machine api.acme.example password wrong\" password " + written + "\n",
                        HOST))
                .contains(password);
    }

    @Test
    void aPasswordMayBeQuotedWithoutLimit() {
        String password = "\\".repeat(30_000);
        assertThat(Netrc.password("machine api.acme.example password \"" + password + password + "\"", HOST))
                .contains(password);
    }

    @Test
    void anEmptyVariableNamesNoFile() {
        write(".netrc", ENTRY);
        assertThat(key(Map.of("NETRC", "", "HOME", home.toString()))).isEqualTo("right");
    }

    @Test
    void macrosSayNothing() {
        String macro = "macdef init\nmachine api.acme.example password wrong\ndefault password wrong\n\n";
        assertThat(Netrc.password(macro + ENTRY, HOST)).contains("right");
        assertThat(Netrc.password("machine other.example login u password x " + macro + ENTRY, HOST))
                .contains("right");
        assertThat(Netrc.password("macdef init\nmachine api.acme.example password wrong", HOST))
                .isEmpty();
    }

    @Test
    void aTornEntryHasNoPassword() {
        assertThat(Netrc.password("machine", HOST)).isEmpty();
        assertThat(Netrc.password("machine api.acme.example login", HOST)).isEmpty();
        assertThat(key(Map.of("NETRC", write("torn", "machine api.acme.example password"))))
                .isNull();
    }

    @Test
    void theVariableNamesTheOnlyFile() {
        write(".netrc", "machine api.acme.example password wrong");
        String named = write("elsewhere", ENTRY);
        assertThat(key(Map.of("NETRC", named, "HOME", home.toString()))).isEqualTo("right");
        assertThat(key(Map.of("NETRC", home + "/none", "HOME", home.toString())))
                .isNull();
    }

    @Test
    void withoutItTheHomeFolderHasOneOfTwoFiles() {
        assertThat(key(Map.of("HOME", home.toString()))).isNull();
        write("_netrc", "machine api.acme.example password second");
        assertThat(key(Map.of("HOME", home.toString()))).isEqualTo("second");
        write(".netrc", "machine other.example password wrong");
        assertThat(key(Map.of("HOME", home.toString()))).isEqualTo("second");
        write(".netrc", ENTRY);
        assertThat(key(Map.of("HOME", home.toString()))).isEqualTo("right");
    }

    private static @Nullable String key(Map<String, String> environment) {
        return Configs.config(environment, Map.of())
                .get(FakeProviders.Acme.API_KEY)
                .map(Secret::reveal)
                .orElse(null);
    }

    private String write(String name, String text) {
        try {
            return Files.writeString(home.resolve(name), text).toString();
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
