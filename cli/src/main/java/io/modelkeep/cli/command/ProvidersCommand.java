package io.modelkeep.cli.command;

import io.modelkeep.cli.output.ExitCode;
import io.modelkeep.cli.output.Format;
import io.modelkeep.cli.output.ListWriter;
import io.modelkeep.cli.output.Output;
import io.modelkeep.cli.output.ResourceView;
import io.modelkeep.cli.session.Session;
import io.modelkeep.spi.CommonKeys;
import io.modelkeep.spi.ConfigKey;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * The command {@code modelkeep providers}. It asks the providers themselves and needs neither a service nor a
 * credential.
 */
@Command(name = "providers", description = "Lists the providers with their capabilities and configuration keys.")
public final class ProvidersCommand implements Callable<Integer> {

    private final Session session;

    public ProvidersCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<ProviderFacts> providers =
                session.providers().stream().map(ProviderFacts::of).toList();
        if (session.format() == Format.TABLE) {
            people(providers);
        } else {
            ListWriter<ProviderFacts> writer =
                    session.format().list(session.out(), new ResourceView<>(ProviderFacts::fields, List.of()));
            providers.forEach(writer::add);
            writer.end();
        }
        return ExitCode.DONE;
    }

    private void people(List<ProviderFacts> providers) {
        Output out = session.out();
        for (ProviderFacts provider : providers) {
            out.line(provider.name());
            out.line("  can: " + provider.abilities());
            keys(provider.ownKeys());
            out.line("");
        }
        out.line("every provider");
        keys(Stream.concat(Stream.of(CommonKeys.PROVIDER), CommonKeys.ALL.stream())
                .toList());
        out.flush();
    }

    private void keys(Collection<ConfigKey<?>> keys) {
        int width = keys.stream().mapToInt(key -> key.name().length()).max().orElse(0);
        for (ConfigKey<?> key : keys) {
            out(key.name() + " ".repeat(width - key.name().length()), key);
        }
    }

    private void out(String name, ConfigKey<?> key) {
        String origin = key.defaultReferences().isEmpty()
                ? key.defaultText().map(text -> "; default " + text).orElse(key.required() ? "; required" : "")
                : "; else from " + String.join(", then ", key.defaultReferences());
        session.out().line("  " + name + "  " + key.description() + " (" + key.type() + origin + ")");
    }
}
