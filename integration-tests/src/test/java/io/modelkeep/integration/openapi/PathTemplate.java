package io.modelkeep.integration.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A path with named gaps, such as {@code /models/{model_id}}; a gap takes one segment that is not empty. */
final class PathTemplate {

    private static final Pattern GAP = Pattern.compile("\\{([^}]+)}");

    private final String text;
    private final Pattern pattern;
    private final List<String> names = new ArrayList<>();

    PathTemplate(String text) {
        this.text = text;
        StringBuilder regex = new StringBuilder();
        Matcher gap = GAP.matcher(text);
        int end = 0;
        while (gap.find()) {
            regex.append(Pattern.quote(text.substring(end, gap.start()))).append("([^/]+)");
            names.add(gap.group(1));
            end = gap.end();
        }
        this.pattern = Pattern.compile(regex + Pattern.quote(text.substring(end)));
    }

    /** What stands in the gaps, still percent-encoded; empty where the path is another one. */
    Optional<Map<String, String>> match(String path) {
        Matcher matcher = pattern.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            values.put(names.get(i), matcher.group(i + 1));
        }
        return Optional.of(values);
    }

    @Override
    public String toString() {
        return text;
    }
}
