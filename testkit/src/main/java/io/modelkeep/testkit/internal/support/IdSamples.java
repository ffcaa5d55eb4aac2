package io.modelkeep.testkit.internal.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A generator of texts from a seed, some of them well-formed ids and some malformed. */
public final class IdSamples {

    /** Texts that paths, queries, headers, shells and gateways do not treat as part of a name. */
    private static final List<String> NASTY = List.of(
            ".",
            "..",
            "/",
            "//",
            "\\",
            "%",
            "%2e",
            "%2e%2e",
            "%2F",
            "%252f",
            "%00",
            "%5c",
            ";",
            ";a=b",
            "?",
            "?a=b",
            "#",
            "#a",
            "&",
            "&a=b",
            "=",
            "+",
            " ",
            "\t",
            "\r\n",
            "\u0000",
            "\u0007",
            "\u001b[2J",
            "\u007f",
            "\u0085",
            "\u00a0",
            "\u00ad",
            "\u200b",
            "\u202e",
            "\u2028",
            "\u2066",
            "\u3000",
            "\ufeff",
            "\ufffe",
            "\ud800",
            "\udc00",
            "\uff0f",
            "\uff0e",
            "\u2215",
            "\u0301",
            "\u00e4",
            "\u0661",
            "\ud83d\ude00",
            "@",
            ":",
            "*",
            ",",
            "\"",
            "'",
            "<",
            "{",
            "|",
            "~",
            "$",
            "`",
            "^",
            "..;/",
            "/../",
            "latest",
            "v3",
            "-",
            "_",
            "0",
            "null");

    private static final String TAME = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";

    private final Random random;
    private final String good;

    private IdSamples(long seed, String good) {
        this.random = new Random(seed);
        this.good = good;
    }

    /**
     * Returns candidates derived from a well-formed id.
     *
     * @param good a well-formed id
     */
    public static List<String> of(long seed, String good, int number) {
        IdSamples candidates = new IdSamples(seed, good);
        List<String> all = new ArrayList<>(NASTY);
        all.add("");
        all.add(" ".repeat(7));
        all.add(good + " ");
        for (int length : new int[] {64, 65, 128, 129, 256, 257, 10_000}) {
            all.add("a".repeat(length));
            all.add((good + "0".repeat(length)).substring(0, length));
        }
        while (all.size() < number) {
            all.add(candidates.next());
        }
        return all;
    }

    private String next() {
        return switch (random.nextInt(8)) {
            case 0 -> replaced(tame());
            case 1 -> replaced(nasty());
            case 2, 3 -> inserted(nasty());
            case 4 -> nasty() + nasty();
            case 5 -> good + nasty() + good;
            case 6 -> good.substring(0, random.nextInt(good.length()));
            default -> anything();
        };
    }

    private String replaced(String by) {
        int at = random.nextInt(good.length());
        return good.substring(0, at) + by + good.substring(at + 1);
    }

    private String inserted(String more) {
        int at = random.nextInt(good.length() + 1);
        return good.substring(0, at) + more + good.substring(at);
    }

    private String tame() {
        return String.valueOf(TAME.charAt(random.nextInt(TAME.length())));
    }

    private String nasty() {
        return NASTY.get(random.nextInt(NASTY.size()));
    }

    private String anything() {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(12);
        while (text.length() < length) {
            text.appendCodePoint(random.nextInt(random.nextBoolean() ? 0x80 : Character.MAX_CODE_POINT + 1));
        }
        return text.toString();
    }
}
