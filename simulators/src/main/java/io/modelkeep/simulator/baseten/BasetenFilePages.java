package io.modelkeep.simulator.baseten;

import io.modelkeep.simulator.exchange.Answer;
import io.modelkeep.simulator.exchange.Request;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The pages of presigned URLs. The page token is an offset into the whole list. */
final class BasetenFilePages {
    private static final Pattern NODE = Pattern.compile("(?:^|/)rank-(\\d{1,9})/");
    private static final Pattern INTEGER = Pattern.compile("-?\\d+");
    private static final int DEFAULT_PAGE_SIZE = 1000;

    private final BasetenStorage storage;
    private final String origin;

    BasetenFilePages(BasetenStorage storage, String origin) {
        this.storage = storage;
        this.origin = origin;
    }

    Answer page(String owner, Request request) {
        int size = Math.min(integer(request, "page_size", 1, DEFAULT_PAGE_SIZE), storage.longestPage());
        int start = integer(request, "page_token", 0, 0);
        List<BasetenStorage.StoredFile> all = BasetenSequence.unordered(storage.files(owner));
        int from = Math.min(start, all.size());
        int to = (int) Math.min((long) from + size, all.size());
        Map<String, @Nullable Object> json = BasetenJson.object();
        json.put(
                "presigned_urls", all.subList(from, to).stream().map(this::file).toList());
        json.put("next_page_token", to < all.size() ? to : null);
        json.put("total_count", all.size());
        return Answer.json(200, json);
    }

    private Map<String, @Nullable Object> file(BasetenStorage.StoredFile file) {
        Matcher node = NODE.matcher(file.relativeName());
        Map<String, @Nullable Object> json = BasetenJson.object();
        json.put("url", origin + storage.presigned(file));
        json.put("relative_file_name", file.relativeName());
        json.put("node_rank", node.find() ? Integer.parseInt(node.group(1)) : 0);
        json.put("size_bytes", file.listedBytes());
        json.put("last_modified", BasetenSequence.spaced(file.modifiedAt()));
        return json;
    }

    private static int integer(Request request, String name, int least, int absent) {
        String text = request.queryValue(name);
        if (text == null) {
            return absent;
        }
        BigInteger value = INTEGER.matcher(text).matches() ? new BigInteger(text) : BigInteger.valueOf(-1);
        if (value.compareTo(BigInteger.valueOf(least)) < 0) {
            throw BasetenErrorAnswers.invalid(name + " is an integer of at least " + least);
        }
        return value.min(BigInteger.valueOf(Integer.MAX_VALUE)).intValueExact();
    }
}
