package io.modelkeep.simulator.baseten;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON objects that several parts of the Baseten management API share. */
final class BasetenJson {
    static final String INSTANCE_TYPE = "H100:80GB";

    private BasetenJson() {}

    static Map<String, @Nullable Object> object() {
        return new LinkedHashMap<>();
    }

    static Map<String, @Nullable Object> user(String email) {
        Map<String, @Nullable Object> json = object();
        json.put("email", email);
        return json;
    }

    static Map<String, @Nullable Object> instanceType() {
        Map<String, @Nullable Object> json = object();
        json.put("id", "h100-80gb");
        json.put("name", INSTANCE_TYPE);
        json.put("memory_limit_mib", 239_616);
        json.put("millicpu_limit", 26_000);
        json.put("gpu_count", 1);
        json.put("gpu_type", "H100");
        json.put("gpu_memory_limit_mib", 81_920);
        return json;
    }

    static Map<String, @Nullable Object> loraAdapter() {
        Map<String, @Nullable Object> json = object();
        json.put("r", 64);
        json.put("lora_alpha", 32);
        json.put("target_modules", List.of("q_proj", "v_proj"));
        return json;
    }

    static Map<String, @Nullable Object> autoscaling() {
        Map<String, @Nullable Object> json = object();
        json.put("min_replica", 0);
        json.put("max_replica", 1);
        json.put("autoscaling_window", 60);
        json.put("scale_down_delay", 900);
        json.put("concurrency_target", 1);
        json.put("target_utilization_percentage", 70);
        json.put("target_in_flight_tokens", null);
        json.put("max_scale_down_rate", null);
        return json;
    }

    static Map<String, @Nullable Object> backpressure() {
        Map<String, @Nullable Object> json = object();
        json.put("policy", null);
        return json;
    }

    static Map<String, @Nullable Object> promotion() {
        Map<String, @Nullable Object> json = object();
        json.put("redeploy_on_promotion", false);
        json.put("rolling_deploy", false);
        json.put("promotion_cleanup_strategy", "SCALE_TO_ZERO");
        json.put("rolling_deploy_config", null);
        json.put("ramp_up_while_promoting", false);
        json.put("ramp_up_duration_seconds", 600);
        return json;
    }
}
