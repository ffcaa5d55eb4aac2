package io.modelkeep.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The text of a {@link WiredServer}'s answer to a bulk deletion, for faults that keep it and play it again. */
final class WiredTexts {

    private static final Pattern DELETED = Pattern.compile(
            "\\{\"deleted_count\":(\\d{1,9}),\"not_found\":\\[((?:\"[^\"\\\\]*\"(?:,\"[^\"\\\\]*\")*+)?)]}");

    private WiredTexts() {}

    /** Returns the text of an answer, or empty if it is not about a bulk deletion. */
    static Optional<String> write(Object body) {
        return body instanceof Map<?, ?> answer && answer.get("not_found") instanceof List<?> absent
                ? Optional.of("{\"deleted_count\":" + answer.get("deleted_count") + ",\"not_found\":"
                        + absent.stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(",", "[", "]")) + "}")
                : Optional.empty();
    }

    /** Returns the answer that a text stands for, or empty if it is not about a bulk deletion. */
    static Optional<Map<String, Object>> read(String text) {
        Matcher deleted = DELETED.matcher(text);
        if (!deleted.matches()) {
            return Optional.empty();
        }
        List<Object> absent = Pattern.compile("\"([^\"]*)\"")
                .matcher(deleted.group(2))
                .results()
                .<Object>map(id -> id.group(1))
                .toList();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("deleted_count", Integer.valueOf(deleted.group(1)));
        answer.put("not_found", absent);
        return Optional.of(answer);
    }
}
