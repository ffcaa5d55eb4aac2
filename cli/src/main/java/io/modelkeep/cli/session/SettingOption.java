package io.modelkeep.cli.session;

import java.util.List;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** A KEY=VALUE argument; the value may be anything, also empty, and is not printed. */
public record SettingOption(String key, String value) {

    /** Splits at the first equals sign. */
    static SettingOption parse(String text) {
        int at = text.indexOf('=');
        if (at < 1) {
            // What is wrong may be a credential without its key: it is not repeated.
            throw new TypeConversionException("it is not of the form KEY=VALUE");
        }
        return new SettingOption(text.substring(0, at), text.substring(at + 1));
    }

    @Override
    public String toString() {
        return key;
    }

    /** For arguments. */
    public static final class Converter implements ITypeConverter<SettingOption> {

        @Override
        public SettingOption convert(String text) {
            return parse(text);
        }
    }

    /**
     * For an option that stands before the command and behind it: left to itself, picocli begins a new list behind the
     * command, and what was set before would be lost without a word.
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
