package io.modelkeep.retention.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each colour of a text can be read on each ground that it stands on, in light, in dark and in print. */
class ReportColoursTest {

    private static final Pattern SCHEME = Pattern.compile(":root \\{([^}]*)\\}");
    private static final Pattern COLOUR = Pattern.compile("--([a-z-]+): #([0-9a-f]{6});");

    @Test
    void everyTextHasAContrastOfFourAndAHalf() throws Exception {
        String style = ReadPage.of(ReportPlans.training(5)).one("style").getTextContent();
        int schemes = 0;
        for (Matcher scheme = SCHEME.matcher(style); scheme.find(); schemes++) {
            Map<String, Integer> colours = new HashMap<>();
            for (Matcher colour = COLOUR.matcher(scheme.group(1)); colour.find(); ) {
                colours.put(colour.group(1), Integer.parseInt(colour.group(2), 16));
            }
            for (String text : List.of("ink", "quiet", "kept", "deleted")) {
                assertContrast(colours, text, "page");
                assertContrast(colours, text, "panel");
            }
            assertContrast(colours, "problem", "problem-page");
        }
        assertThat(schemes).isEqualTo(3);
    }

    private static void assertContrast(Map<String, Integer> colours, String text, String ground) {
        double one = luminance(Objects.requireNonNull(colours.get(text), text));
        double other = luminance(Objects.requireNonNull(colours.get(ground), ground));
        assertThat((Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05))
                .as(text + " on " + ground)
                .isGreaterThanOrEqualTo(4.5);
    }

    /** The relative luminance of WCAG 2. */
    private static double luminance(int colour) {
        return 0.2126 * linear(colour >> 16) + 0.7152 * linear(colour >> 8) + 0.0722 * linear(colour);
    }

    private static double linear(int channel) {
        double value = (channel & 0xFF) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
