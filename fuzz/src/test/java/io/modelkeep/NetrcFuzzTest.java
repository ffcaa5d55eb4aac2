package io.modelkeep;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.modelkeep.fuzz.Seeded;
import io.modelkeep.internal.config.NetrcFile;
import java.nio.charset.StandardCharsets;

/** Any file gives a word of its own as the password, or none. */
class NetrcFuzzTest {

    @Seeded
    @FuzzTest
    void aPasswordIsAWordBehindThatKeyword(byte[] file) {
        String text = new String(file, StandardCharsets.UTF_8);
        NetrcFile.password(text, "api.wandb.ai")
                .filter(password -> !password.isEmpty())
                .ifPresent(password -> {
                    assertThat(text)
                            .containsPattern("password[\\s\\u0085\\u2028\\u2029]+\\Q"
                                    + password.replace("\\E", "\\E\\\\E\\Q") + "\\E");
                    assertThat(text).containsPattern("(?i)default|machine[\\s\\u0085\\u2028\\u2029]+api\\.wandb\\.ai");
                });
    }
}
