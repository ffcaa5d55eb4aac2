package io.modelkeep;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.modelkeep.fuzz.Refusal;
import io.modelkeep.fuzz.Seeded;
import io.modelkeep.internal.config.SecretReferences;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Any text is a credential as it stands, leads to one, or is refused without telling another. */
class SecretReferencesFuzzTest {

    private static final Map<String, String> ENVIRONMENT = Map.of("HOME", "/nonexistent", "KEY", Refusal.KEY);
    private static final SecretReferences REFERENCES = new SecretReferences(ENVIRONMENT);

    @Seeded
    @FuzzTest
    void aReferenceIsFollowedAndALiteralIsKept(byte[] setting) {
        String text = new String(setting, StandardCharsets.UTF_8);
        try {
            String resolved = REFERENCES.resolve(text);
            if (text.startsWith("env:")) {
                assertThat(resolved).isEqualTo(ENVIRONMENT.get(text.substring("env:".length())));
            } else if (!text.startsWith("file:") && !text.startsWith("netrc:")) {
                assertThat(resolved).isEqualTo(text);
            }
        } catch (IllegalArgumentException refused) {
            Refusal.assertPrintable(refused);
            assertThat(refused.getMessage()).doesNotContain(Refusal.KEY);
        }
    }
}
