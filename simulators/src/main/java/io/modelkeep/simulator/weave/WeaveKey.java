package io.modelkeep.simulator.weave;

import io.modelkeep.simulator.internal.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The key check of W&amp;B Weave: a bearer token, or the Basic password of any user. */
final class WeaveKey {
    private WeaveKey() {}

    static void check(@Nullable String authorization, String apiKey) {
        if (authorization == null || !apiKey.equals(key(authorization))) {
            throw new Refusal(WeaveRefusals.upstream(401).answer().withHeader("WWW-Authenticate", "Basic"));
        }
    }

    private static @Nullable String key(String authorization) {
        if (authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return authorization.substring(7).strip();
        }
        return authorization.regionMatches(true, 0, "Basic ", 0, 6)
                ? password(authorization.substring(6).strip())
                : null;
    }

    private static @Nullable String password(String credentials) {
        try {
            String decoded = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            int colon = decoded.indexOf(':');
            return colon < 0 ? null : decoded.substring(colon + 1);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }
}
