package io.modelkeep.cli.session;

import java.util.List;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** A KEY=VALUE argument. The value may be any text, even empty, and is never printed. */
public record SettingOption(String key, String value) {

    /** Splits a text at the first equals sign. */
    static SettingOption parse(String text) {
        int at = text.indexOf('=');
        if (at < 1) {
            // The text may be a credential without its key, so the message does not quote it.
            throw new TypeConversionException("not of the form KEY=VALUE");
        }
        return new SettingOption(text.substring(0, at), text.substring(at + 1));
    }

    @Override
    public String toString() {
        return key;
    }

    /** A converter for positional arguments. */
    public static final class Converter implements ITypeConverter<SettingOption> {

        @Override
        public SettingOption convert(String text) {
            return parse(text);
        }
    }

    /**
     * The consumer of the option {@code -s}, which may precede or follow the command. By default, picocli starts a
     * new list after the command and silently drops the settings before it.
     */
    static final class Collector implements IParameterConsumer {

        @Override
        public void consumeParameters(Stack<String> args, ArgSpec option, CommandSpec command) {
            if (args.isEmpty()) {
                throw new ParameterException(command.commandLine(), "Missing parameter for option '-s': KEY=VALUE");
            }
            try {
                List<SettingOption> settings = option.getValue();
                settings.add(parse(args.pop()));
            } catch (TypeConversionException notOfTheForm) {
                throw new ParameterException(
                        command.commandLine(), "Invalid value for option '-s': " + notOfTheForm.getMessage());
            }
        }
    }
}
