package io.modelkeep.integration.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The BOM has no parent, so it says some versions again: they are the ones that this build is tested with. */
class VersionsTest {

    private static String value(String page, String tag) throws IOException {
        return Pages.between(Pages.read(page), "<" + tag + ">", "</" + tag + ">");
    }

    @Test
    void theBomManagesTheOkHttpThatTheBuildUses() throws IOException {
        assertThat(value("bom/pom.xml", "okhttp.version")).isEqualTo(value("pom.xml", "okhttp.version"));
    }

    @Test
    void theBomManagesTheJacksonThatTheBuildUses() throws IOException {
        assertThat(value("bom/pom.xml", "jackson.version")).isEqualTo(value("pom.xml", "jackson.version"));
        assertThat(JsonProperty.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .contains("jackson-annotations-" + value("bom/pom.xml", "jackson-annotations.version") + ".jar");
    }

    @Test
    void theBomHasTheVersionOfTheBuild() throws IOException {
        assertThat(value("bom/pom.xml", "version")).isEqualTo(value("pom.xml", "version"));
    }

    @Test
    void theReleaseIsTheOneOfTheOkioThatOkHttpBrings() throws IOException {
        assertThat(okio.Okio.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .contains("okio-jvm-" + value("bom/pom.xml", "okio.version"));
    }
}
