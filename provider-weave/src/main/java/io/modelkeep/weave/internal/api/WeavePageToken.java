package io.modelkeep.weave.internal.api;

import io.modelkeep.Operation;
import io.modelkeep.PageRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Where a page starts: after all rows of smaller keys, and after those rows of one key that were seen.
 *
 * @param list which list it belongs to, so that it is not taken for a page of another one
 * @param offset where a row of a smaller key stood, just before those of this key, or 0
 * @param key what the last row that was seen is ordered by
 * @param seen the rows of that key that were seen, for rows of one key have no order among themselves
 */
public record WeavePageToken(String list, int offset, String key, List<String> seen) {

    private static final String SEPARATOR = "\n";
    private static final int BEFORE_SEEN = 3;

    public static Optional<WeavePageToken> of(PageRequest page, String list, ObjectOrder order, Operation operation) {
        return page.token()
                .map(text -> parse(text, order)
                        .filter(token -> token.list().equals(list))
                        .orElseThrow(() -> WeaveIds.refused(
                                operation,
                                "the page token does not belong to this list; begin again without one, in the same project and for"
                                        + " the same model")));
    }

    private static Optional<WeavePageToken> parse(String text, ObjectOrder order) {
        try {
            List<String> parts = List.of(
                    new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(SEPARATOR, -1));
            if (parts.size() <= BEFORE_SEEN) {
                return Optional.empty();
            }
            WeavePageToken token = new WeavePageToken(
                    parts.get(0),
                    Integer.parseInt(parts.get(1)),
                    parts.get(2),
                    parts.subList(BEFORE_SEEN, parts.size()));
            boolean usable = token.offset >= 0 && order.compare(token.key, token.key) == 0;
            return usable ? Optional.of(token) : Optional.empty();
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }

    public String text() {
        String parts = String.join(SEPARATOR, list, Integer.toString(offset), key, String.join(SEPARATOR, seen));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(parts.getBytes(StandardCharsets.UTF_8));
    }
}
