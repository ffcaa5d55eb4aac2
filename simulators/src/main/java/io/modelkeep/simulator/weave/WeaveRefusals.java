package io.modelkeep.simulator.weave;

import io.modelkeep.simulator.exchange.Answer;
import io.modelkeep.simulator.internal.Refusal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The error answers of W&amp;B Weave, in the format of its open server code for all but validation errors.
 *
 * @see <a href="https://github.com/wandb/weave/blob/master/weave/trace_server/errors.py">its error registry</a>
 */
final class WeaveRefusals {
    private WeaveRefusals() {}

    static Refusal of(int status, String reason) {
        return new Refusal(Answer.json(status, Map.of("reason", reason)));
    }

    /** Returns an error that the service forwards from an upstream service. */
    static Refusal upstream(int status) {
        return of(status, status + " Error");
    }

    static Refusal deleted(String objectId, int versionIndex, Instant deletedAt) {
        Map<String, Object> json = new LinkedHashMap<>();
        String time = WeaveObjectJson.time(deletedAt).replace("Z", "+00:00");
        json.put("reason", objectId + ":v" + versionIndex + " was deleted at " + time.replace('T', ' '));
        json.put("deleted_at", time);
        return new Refusal(Answer.json(404, json));
    }
}
