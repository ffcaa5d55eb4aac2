package io.modelkeep.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Configs;
import io.modelkeep.FakeProviders;
import io.modelkeep.config.Secret;
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

class NetrcFileTest {

    private static final String HOST = "api.acme.example";
    private static final String ENTRY = "machine api.acme.example login user password right\n";

    @TempDir
    @SuppressWarnings("NullAway")
    Path home;

    @Test
    void theEntryOfTheHostHasThePassword() {
        assertThat(NetrcFile.password("machine other.example login a password wrong\n" + ENTRY, HOST))
                .contains("right");
        assertThat(NetrcFile.password(ENTRY, "other.example")).isEmpty();
        assertThat(NetrcFile.password(ENTRY, "acme.example")).isEmpty();
        assertThat(NetrcFile.password(ENTRY, "API.acme.example")).contains("right");
        assertThat(NetrcFile.password("", HOST)).isEmpty();
    }

    @Test
    void anEntryMaySpanLinesAndComeInAnyOrder() {
        assertThat(NetrcFile.password("machine\n api.acme.example\r\n\tpassword right\n  login user", HOST))
                .contains("right");
        assertThat(NetrcFile.password("machine api.acme.example account x port 443 login u password right", HOST))
                .contains("right");
    }

    @Test
    void theFirstEntryOfAHostCounts() {
        assertThat(NetrcFile.password(ENTRY + "machine api.acme.example login v password wrong", HOST))
                .contains("right");
    }

    @Test
    void theDefaultEntryServesOtherHostsOnlyWhereverItStands() {
        String text = "default login any password fallback\n" + ENTRY;
        assertThat(NetrcFile.password(text, HOST)).contains("right");
        assertThat(NetrcFile.password(text, "other.example")).contains("fallback");
        assertThat(NetrcFile.password(ENTRY + "default login any password fallback", "other.example"))
                .contains("fallback");
    }

    @Test
    void aKeywordAsAValueIsAValue() {
        assertThat(NetrcFile.password("machine default login machine password right", "default"))
                .contains("right");
        assertThat(NetrcFile.password("machine other login password password wrong\n" + ENTRY, HOST))
                .contains("right");
        assertThat(NetrcFile.password("machine api.acme.example login default password macdef", HOST))
                .contains("macdef");
    }

    @Test
    void commentsSayNothing() {
        for (String comment : List.of(
                "# machine api.acme.example password wrong\n",
                "#machine api.acme.example password wrong\n",
                "machine other.example login u password x # default password wrong\n",
                "machine other.example # machine api.acme.example password wrong\n")) {
            assertThat(NetrcFile.password(comment + ENTRY, HOST)).contains("right");
            assertThat(NetrcFile.password(comment, HOST)).isEmpty();
        }
    }

    @Test
    void aPasswordMayBeginWithAHash() {
        assertThat(NetrcFile.password("machine api.acme.example login u password #right # no more", HOST))
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
        assertThat(NetrcFile.password(
                        "machine other.example login \"a b\" password \"x y\"\nmachine api.acme.example login"
                                + " \"machine api.acme.example password wrong\" password " + written + "\n",
                        HOST))
                .contains(password);
    }

    @Test
    void aPasswordMayBeQuotedWithoutLimit() {
        String password = "\\".repeat(30_000);
        assertThat(NetrcFile.password("machine api.acme.example password \"" + password + password + "\"", HOST))
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
        assertThat(NetrcFile.password(macro + ENTRY, HOST)).contains("right");
        assertThat(NetrcFile.password("machine other.example login u password x " + macro + ENTRY, HOST))
                .contains("right");
        assertThat(NetrcFile.password("macdef init\nmachine api.acme.example password wrong", HOST))
                .isEmpty();
    }

    @Test
    void aTornEntryHasNoPassword() {
        assertThat(NetrcFile.password("machine", HOST)).isEmpty();
        assertThat(NetrcFile.password("machine api.acme.example login", HOST)).isEmpty();
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
