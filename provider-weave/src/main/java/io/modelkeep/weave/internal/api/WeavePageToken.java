package io.modelkeep.weave.internal.api;

import io.modelkeep.Operation;
import io.modelkeep.PageRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The position where a page starts: after all rows with smaller keys, and after the rows with the same key that were
 * already returned.
 *
 * @param list the list that the token belongs to, so that a token of another list is rejected
 * @param offset the position of a row with a smaller key, just before the rows with this key, or 0
 * @param key the key of the last row returned
 * @param seen the ids of the rows with that key already returned, because such rows have no order among themselves
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
