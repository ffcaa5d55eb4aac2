package io.modelkeep.retention.plan;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.Serial;
import java.util.Set;

/** A pretty printer that puts each field of a plan's document, each part and each item on a separate line. */
final class PlanLines extends MinimalPrettyPrinter {

    @Serial
    private static final long serialVersionUID = 1;

    private static final Set<String> LISTS = Set.of(PlanWriter.PARTS, PlanWriter.ITEMS);

    @Override
    public void beforeObjectEntries(JsonGenerator json) throws IOException {
        breakLine(json, isDocument(json));
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
        super.writeObjectEntrySeparator(json);
        breakLine(json, isDocument(json));
    }

    @Override
    public void writeEndObject(JsonGenerator json, int entries) throws IOException {
        breakLine(json, isDocument(json));
        super.writeEndObject(json, entries);
        breakLine(json, isDocument(json));
    }

    @Override
    public void beforeArrayValues(JsonGenerator json) throws IOException {
        breakLine(json, isList(json));
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
        super.writeArrayValueSeparator(json);
        breakLine(json, isList(json));
    }

    @Override
    public void writeEndArray(JsonGenerator json, int values) throws IOException {
        breakLine(json, isList(json) && values > 0);
        super.writeEndArray(json, values);
    }

    private static void breakLine(JsonGenerator json, boolean here) throws IOException {
        if (here) {
            json.writeRaw('\n');
        }
    }

    private static boolean isDocument(JsonGenerator json) {
        JsonStreamContext around = json.getOutputContext().getParent();
        return around != null && around.inRoot();
    }

    private static boolean isList(JsonGenerator json) {
        JsonStreamContext around = json.getOutputContext().getParent();
        return around != null && around.getCurrentName() != null && LISTS.contains(around.getCurrentName());
    }
}
