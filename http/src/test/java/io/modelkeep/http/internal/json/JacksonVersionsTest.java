package io.modelkeep.http.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.Version;
import io.modelkeep.errors.ConfigurationException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JacksonVersionsTest {

    private static Version version(String text) {
        String[] numbers = text.split("\\.", -1);
        int patch = numbers.length > 2 ? Integer.parseInt(numbers[2]) : 0;
        return new Version(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), patch, null, null, null);
    }

    private static void check(String core, String databind, String annotations) {
        JacksonVersions.check(
                version(core),
                version(databind),
                Optional.ofNullable(annotations).map(JacksonVersionsTest::version));
    }

    @ParameterizedTest
    @CsvSource({
        "2.18.0, 2.18.4, 2.18",
        "2.18.2, 2.18.2, ",
        "2.18.2, 2.21.8, 2.21",
        "2.21.8, 2.18.2, 2.22",
        "2.21.8, 2.21.8, 2.21.0",
        "2.22.4, 2.21.4, 2.21",
        "3.0.0, 3.0.0, 3.0"
    })
    void workingVersion_isAccepted(String core, String databind, String annotations) {
        assertThatCode(() -> check(core, databind, annotations)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "2.15.4, 2.15.4, 2.15.4, jackson-core 2.15.4",
        "2.21.8, 2.15.4, 2.15.4, jackson-databind 2.15.4",
        "2.17.2, 2.21.8, 2.21, jackson-core 2.17.2",
        "2.21.8, 2.17.99, , jackson-databind 2.17.99",
        "2.21.8, 2.21.8, 2.20, jackson-annotations 2.20.0",
        "1.9.13, 2.21.8, 2.21, jackson-core 1.9.13"
    })
    void versionThatFailsLater_isRefused_withTheRemedy(String core, String databind, String annotations, String named) {
        assertThatThrownBy(() -> check(core, databind, annotations))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(named)
                .hasMessageContaining("import io.modelkeep:modelkeep-bom")
                .hasMessageContaining("jackson-bom.version");
    }

    @Test
    void theVersionOfTheAnnotationsIsTheOneOfTheirJar() {
        JacksonVersions.check();
        assertThat(JacksonVersions.annotations(JsonProperty.class.getPackage()))
                .hasValueSatisfying(found -> assertThat(found.getMajorVersion()).isEqualTo(2));
        assertThat(JacksonVersions.annotations(Test.class.getPackage())).isEmpty();
    }
}
