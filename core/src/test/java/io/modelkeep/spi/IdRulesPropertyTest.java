package io.modelkeep.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.ModelId;
import io.modelkeep.errors.InvalidRequestException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Thousands of strings from a fixed seed, judged by rules written down a second time. */
class IdRulesPropertyTest {

    private static final int STRINGS = 40_000;
    private static final String NASTY = "/\\%;?#. \u0000\r\n\t\u007f\u0085\u00a0\u200e\u202e\u2028\u2029\u2066\ufeff";
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    @Test
    void acceptedIdsHoldNothingForbidden() {
        for (String id : accepted()) {
            assertThat(id).isNotBlank().hasSizeLessThanOrEqualTo(256).doesNotMatch("\\.*");
            assertThat(id.chars()).noneMatch(c -> NASTY.indexOf(c) >= 0 && c != '.');
            assertThat(id.codePoints())
                    .noneMatch(Character::isISOControl)
                    .noneMatch(Character::isWhitespace)
                    .noneMatch(Character::isSpaceChar)
                    .allMatch(Character::isDefined);
            assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(id)).isTrue();
        }
    }

    @Test
    void acceptedIdsStayOnePathSegmentAndComeBackUnchanged() {
        for (String id : accepted()) {
            URI url = URI.create("https://host/v1/" + encoded(id) + "/end");
            assertThat(url.normalize()).isEqualTo(url);
            assertThat(url.getRawQuery()).isNull();
            assertThat(url.getRawFragment()).isNull();
            assertThat(url.getPath().split("/", -1)).containsExactly("", "v1", id, "end");
        }
    }

    @Test
    void refusal_hasAReason() {
        Random random = new Random(7);
        for (int i = 0; i < STRINGS; i++) {
            String text = string(random);
            if (id(text).isEmpty()) {
                assertThat(text)
                        .satisfiesAnyOf(
                                t -> assertThat(t).isBlank(),
                                t -> assertThat(t).hasSizeGreaterThan(256),
                                t -> assertThat(t).matches("\\.+"),
                                t -> assertThat(t)
                                        .matches(one -> one.codePoints().anyMatch(IdRulesPropertyTest::suspect)));
            }
        }
    }

    private static boolean suspect(int codePoint) {
        return "/\\%;?#".indexOf(codePoint) >= 0
                || Character.isISOControl(codePoint)
                || Character.isSpaceChar(codePoint)
                || !Character.isDefined(codePoint)
                || Character.getType(codePoint) == Character.FORMAT
                || Character.getType(codePoint) == Character.SURROGATE;
    }

    private static List<String> accepted() {
        Random random = new Random(20_261_121);
        List<String> accepted = new ArrayList<>();
        for (int i = 0; i < STRINGS; i++) {
            id(string(random)).ifPresent(id -> accepted.add(id.value()));
        }
        assertThat(accepted).hasSizeGreaterThan(5_000);
        assertThat(accepted).anyMatch(id -> id.chars().anyMatch(c -> c > 0x7f));
        return accepted;
    }

    private static Optional<ModelId> id(String text) {
        try {
            return Optional.of(new ModelId(text));
        } catch (InvalidRequestException refused) {
            return Optional.empty();
        }
    }

    private static String string(Random random) {
        int length = random.nextInt(20) == 0 ? 250 + random.nextInt(12) : random.nextInt(12);
        boolean tame = random.nextBoolean();
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            switch (tame ? random.nextInt(3) : random.nextInt(7)) {
                case 0 -> text.append((char) ('a' + random.nextInt(26)));
                case 1 -> text.append((char) ('0' + random.nextInt(10)));
                case 2 -> text.append("-_.:@+&=~!".charAt(random.nextInt(10)));
                case 3 -> text.append(NASTY.charAt(random.nextInt(NASTY.length())));
                case 4 -> text.append((char) random.nextInt(0x80));
                case 5 -> text.append((char) random.nextInt(0x10000));
                default -> text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
            }
        }
        return text.toString();
    }

    private static String encoded(String segment) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (UNRESERVED.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append(String.format("%%%02X", (int) c));
            }
        }
        return encoded.toString();
    }
}
