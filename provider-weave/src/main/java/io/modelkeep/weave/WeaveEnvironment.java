package io.modelkeep.weave;

import io.modelkeep.spi.EnvironmentRule;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rule by which the official Python client finds its trace server. {@code WF_TRACE_SERVER_URL} comes first, then
 * {@code /traces} below {@code WANDB_PUBLIC_BASE_URL} or {@code WANDB_BASE_URL}. The URL of the public W&amp;B is
 * ignored, because its trace server has a separate host.
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
            // A self-hosted trace server takes the key that the netrc file has for the W&B server it belongs to. A
            // key of
            // the public W&B is sent only to the public trace server, which gets no other key.
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

        /** Returns the host that has the key in a netrc file, or an empty string if the URL has no host. */
        String account() {
            try {
                return Optional.ofNullable(URI.create(url).getHost())
                        .map(host -> host.toLowerCase(Locale.ROOT))
                        .map(host -> host.equals(PUBLIC_SERVER) ? PUBLIC_ACCOUNT : host)
                        .orElse("");
            } catch (IllegalArgumentException unusable) {
                // The error in the URL is reported when the key is read.
                return "";
            }
        }
    }
}
