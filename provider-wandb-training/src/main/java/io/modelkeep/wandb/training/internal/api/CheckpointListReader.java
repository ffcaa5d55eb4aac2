package io.modelkeep.wandb.training.internal.api;

import com.fasterxml.jackson.core.JacksonException;
import io.modelkeep.http.json.JsonReader;
import io.modelkeep.spi.CompactMetrics;
import io.modelkeep.wandb.training.internal.api.WandbTrainingJson.CheckpointList;
import io.modelkeep.wandb.training.internal.api.WandbTrainingJson.CheckpointRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reader for one page of checkpoints. In the API reference, the body of a page is {@code
 * PaginatedResponse[CheckpointResponse]}. Used for one page.
 */
public final class CheckpointListReader {

    private static final long NO_STEP = -1;

    private final JsonReader json;

    // Nearly all checkpoints of a model have the same metrics. Their names are kept once, and the two arrays are
    // reused.
    private CompactMetrics.Names lastNames = CompactMetrics.Names.of();
    private String[] names = new String[8];
    private double[] values = new double[8];

    private CheckpointListReader(JsonReader json) {
        this.json = json;
    }

    public static CheckpointList read(JsonReader json) throws IOException {
        return new CheckpointListReader(json).page();
    }

    private CheckpointList page() throws IOException {
        List<CheckpointRow> data = null;
        String firstId = null;
        String lastId = null;
        Boolean hasMore = null;
        json.enterObject();
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "data" -> data = rows();
                case "first_id" -> firstId = json.textOrNull();
                case "last_id" -> lastId = json.textOrNull();
                case "has_more" -> hasMore = json.flag();
                default -> json.skip();
            }
        }
        if (data == null || hasMore == null) {
            throw json.damage("a page without data or has_more");
        }
        return new CheckpointList(data, firstId, lastId, hasMore);
    }

    private List<CheckpointRow> rows() throws IOException {
        List<CheckpointRow> rows = new ArrayList<>(CheckpointPageReader.MAX_SIZE);
        json.enterArray();
        while (json.nextElement()) {
            rows.add(row(rows.size() + 1));
        }
        return rows;
    }

    private CheckpointRow row(int number) throws IOException {
        String id = null;
        long step = NO_STEP;
        CompactMetrics metrics = null;
        try {
            json.enterObject();
            for (String field = json.nextField(); field != null; field = json.nextField()) {
                switch (field) {
                    case "id" -> id = json.text();
                    case "step" -> step = step();
                    case "metrics" -> metrics = metrics();
                    default -> json.skip();
                }
            }
            if (id == null || step == NO_STEP) {
                throw json.damage("id or step is missing");
            }
        } catch (JacksonException damage) {
            String row = step == NO_STEP ? "checkpoint " + number + " of the page" : "step " + step;
            throw json.damageIn(row, damage);
        }
        return new CheckpointRow(id, step, metrics == null ? CompactMetrics.of(CompactMetrics.Names.of()) : metrics);
    }

    private long step() throws IOException {
        long step = json.wholeNumber();
        if (step < 0) {
            throw json.damage("a negative step");
        }
        return step;
    }

    /** Returns the metrics that have a finite value, or null if the field is null. */
    private @Nullable CompactMetrics metrics() throws IOException {
        if (json.isNull()) {
            return null;
        }
        int count = 0;
        json.enterObjectOfNumbers();
        for (String name = json.nextField(); name != null; name = json.nextField()) {
            double value = json.isNull() ? Double.NaN : json.number();
            if (!Double.isNaN(value)) {
                if (count == names.length) {
                    names = Arrays.copyOf(names, 2 * count);
                    values = Arrays.copyOf(values, 2 * count);
                }
                names[count] = name;
                values[count++] = value;
            }
        }
        if (!lastNames.areFirst(count, names)) {
            lastNames = CompactMetrics.Names.of(Arrays.copyOf(names, count));
        }
        return CompactMetrics.of(lastNames, values);
    }
}
