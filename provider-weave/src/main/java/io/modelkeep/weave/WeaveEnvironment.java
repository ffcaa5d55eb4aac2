package io.modelkeep.weave;

import io.modelkeep.spi.EnvironmentRule;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the official Python client finds its trace server: {@code WF_TRACE_SERVER_URL}, else {@code /traces} below
 * {@code WANDB_PUBLIC_BASE_URL} or {@code WANDB_BASE_URL}, unless that is the public W&amp;B, whose trace server has a host
 * of its own.
 *
 * @see <a href="https://github.com/wandb/weave/blob/master/weave/trace/env.py">weave/trace/env.py</a>
 */
final class WeaveEnvironment implements EnvironmentRule {

    private static final String PUBLIC_WANDB = "https://api.wandb.ai";
    private static final String PUBLIC_ACCOUNT = "api.wandb.ai";
    private static final String PUBLIC_SERVER = "trace.wandb.ai";
    private static final String KEY = "env:WANDB_API_KEY";

    @Override
    public Optional<Value> value(Map<String, String> environment) {
        Optional<Variable> wandb = first(environment, "WANDB_PUBLIC_BASE_URL", "WANDB_BASE_URL");
        Optional<Variable> server = first(environment, "WF_TRACE_SERVER_URL");
        if (server.isPresent()) {
            String own = server.get().account();
            // A trace server of one's own takes the key that stands beside the W&B it belongs to; but a key of the
            // public
            // W&B is for its own trace server alone, which gets no other key.
            String account = wandb.map(Variable::account)
                    .filter(other -> !own.equals(PUBLIC_ACCOUNT) && !other.equals(PUBLIC_ACCOUNT))
                    .orElse(own);
            return server.map(told -> told.value(told.url(), account));
        }
        return wandb.filter(told -> !told.url().equals(PUBLIC_WANDB))
                .map(told -> told.value(told.url() + "/traces", told.account()));
    }

    private static Optional<Variable> first(Map<String, String> environment, String... names) {
        return Stream.of(names)
                .map(name -> new Variable(name, withoutSlash(environment.getOrDefault(name, ""))))
                .filter(variable -> !variable.url().isEmpty())
                .findFirst();
    }

    private static String withoutSlash(String url) {
        String stripped = url.strip();
        while (stripped.endsWith("/")) {
            stripped = stripped.substring(0, stripped.length() - 1);
        }
        return stripped;
    }

    private record Variable(String name, String url) {

        Value value(String text, String account) {
            return new Value(name, text, account.isEmpty() ? List.of(KEY) : List.of(KEY, "netrc:" + account));
        }

        /** Beside which host of a netrc file its key stands; empty where there is none. */
        String account() {
            try {
                return Optional.ofNullable(URI.create(url).getHost())
                        .map(host -> host.toLowerCase(Locale.ROOT))
                        .map(host -> host.equals(PUBLIC_SERVER) ? PUBLIC_ACCOUNT : host)
                        .orElse("");
            } catch (IllegalArgumentException unusable) {
                // What is wrong with the address is told where it is read.
                return "";
            }
        }
    }
}
