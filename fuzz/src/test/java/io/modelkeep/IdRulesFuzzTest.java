package io.modelkeep;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.fuzz.PathSegments;
import io.modelkeep.fuzz.Refusal;
import io.modelkeep.fuzz.Seeded;
import java.nio.charset.StandardCharsets;
import okhttp3.HttpUrl;

/** An id is refused, or is one segment of a path and comes back out of it unchanged. */
class IdRulesFuzzTest {

    @Seeded
    @FuzzTest
    void anAcceptedIdIsOneSegment(byte[] id) {
        String text = new String(id, StandardCharsets.UTF_8);
        try {
            String accepted = new ModelId(text).value();
            HttpUrl url = new HttpUrl.Builder()
                    .scheme("https")
                    .host("host.invalid")
                    .addPathSegment("models")
                    .addPathSegment(accepted)
                    .addPathSegment("end")
                    .build();
            PathSegments.assertPath(url, "models", text, "end");
        } catch (InvalidRequestException refused) {
            Refusal.assertPrintable(refused);
        }
    }
}
