package io.modelkeep.cli.session;

import io.modelkeep.ModelSpec;
import io.modelkeep.ModelSpec.IfExists;
import io.modelkeep.cli.output.UsageException;
import io.modelkeep.spi.SpellingSuggestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parser for the fields given to {@code models create}. */
public final class ModelFields {

    private static final String ATTRIBUTE = "attribute.";
    private static final List<String> KEYS = List.of("name", "base-model", "source-code", "description", "if-exists");
    private static final String CHOICES = "if-exists must be fail, return or add-version";

    /** The known fields, for messages. */
    static final String KNOWN = String.join(", ", KEYS) + " and " + ATTRIBUTE + "NAME; " + CHOICES;

    private ModelFields() {}

    /**
     * Returns the specification of the model.
     *
     * @throws UsageException a field is unknown, missing, given twice, or has an invalid value
     */
    public static ModelSpec read(List<SettingOption> settings) {
        Map<String, String> fields = new LinkedHashMap<>();
        Map<String, String> attributes = new LinkedHashMap<>();
        for (SettingOption setting : settings) {
            boolean isAttribute =
                    setting.key().startsWith(ATTRIBUTE) && setting.key().length() > ATTRIBUTE.length();
            if (!isAttribute && !KEYS.contains(setting.key())) {
                throw new UsageException(unknown(setting.key()));
            }
            String earlier = isAttribute
                    ? attributes.put(setting.key().substring(ATTRIBUTE.length()), setting.value())
                    : fields.put(setting.key(), setting.value());
            if (earlier != null) {
                throw new UsageException(setting.key() + " is given twice");
            }
        }
        return spec(fields, attributes);
    }

    private static ModelSpec spec(Map<String, String> fields, Map<String, String> attributes) {
        String name = fields.get("name");
        if (name == null || name.isBlank()) {
            throw new UsageException("a model needs a name: name=TEXT");
        }
        ModelSpec.Builder spec = ModelSpec.builder(name).attributes(attributes);
        fields.forEach((key, value) -> {
            switch (key) {
                case "base-model" -> spec.baseModel(value);
                case "source-code" -> spec.sourceCode(value);
                case "description" -> spec.description(value);
                case "if-exists" -> spec.ifExists(ifExists(value));
                default -> {} // the name was passed to builder(name)
            }
        });
        return spec.build();
    }

    private static IfExists ifExists(String value) {
        return switch (value) {
            case "fail" -> IfExists.FAIL;
            case "return" -> IfExists.RETURN;
            case "add-version" -> IfExists.ADD_VERSION;
            default -> throw new UsageException(CHOICES + ", not '" + value + "'");
        };
    }

    private static String unknown(String key) {
        return "'" + key + "' is not a field of a model; "
                + SpellingSuggestion.closest(key, KEYS)
                        .map(close -> "did you mean " + close + "?")
                        .orElse("the fields are " + KNOWN);
    }
}
