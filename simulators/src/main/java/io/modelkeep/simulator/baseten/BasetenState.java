package io.modelkeep.simulator.baseten;

/** The whole state of one Baseten simulator. */
record BasetenState(BasetenModels models, BasetenTraining training, BasetenLoops loops, BasetenStorage storage) {

    static BasetenState of(BasetenOptions options) {
        BasetenSequence sequence = new BasetenSequence();
        return new BasetenState(
                new BasetenModels(sequence, options),
                new BasetenTraining(sequence),
                new BasetenLoops(sequence, options.refusalStatus()),
                new BasetenStorage(sequence));
    }

    /** Returns an independent copy of the present state, except for the files, which are shared. */
    BasetenState copy() {
        return new BasetenState(models.copy(), training.copy(), loops.copy(), storage);
    }

    /** Returns the service on this state, with files at the given origin. */
    BasetenRequests service(BasetenOptions options, String storageOrigin) {
        BasetenFilePages files = new BasetenFilePages(storage, storageOrigin);
        return new BasetenRequests(
                options,
                () -> copy().service(options, storageOrigin),
                new BasetenModelAnswers(models, options),
                new BasetenTrainingAnswers(training, files, options.newerFields()),
                new BasetenLoopsAnswers(loops, models, files, options));
    }
}
