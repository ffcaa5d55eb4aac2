package io.modelkeep.weave.internal.api;

import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.http.call.CallContext;

/** A reader of the version that {@code latest} denotes. The same request shows the kind of the object. */
public final class LatestVersion {

    private LatestVersion() {}

    /**
     * Returns the latest version of a model.
     *
     * @throws NotFoundException if there is no such object, or it is not a model
     */
    public static ObjectRow ofModel(ObjectPages pages, String model, CallContext context) {
        Page<ObjectRow> latest = pages.read(ObjectOrder.latest(model), PageRequest.first(), 1, context);
        if (latest.nextToken().isPresent()) {
            throw new MalformedResponseException(WeaveService.about(
                    context.operation(), context.subject(), "the service reports more than one version as the latest"));
        }
        return latest.items().stream()
                .filter(ObjectRow::isModel)
                .findFirst()
                .orElseThrow(() -> latest.items().isEmpty()
                        ? missing(context)
                        : notAModel(latest.items().get(0), context));
    }

    public static NotFoundException missing(CallContext context) {
        return notFound("there is no model with this id", context);
    }

    public static NotFoundException notAModel(ObjectRow row, CallContext context) {
        return notFound("the object with this id is not a model (" + row.what() + ")", context);
    }

    private static NotFoundException notFound(String problem, CallContext context) {
        return new NotFoundException(WeaveService.about(context.operation(), context.subject(), problem));
    }
}
