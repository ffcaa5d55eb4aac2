package io.modelkeep.baseten;

import io.modelkeep.Model;

/**
 * The names of the attributes that this provider reports in addition to the shared ones. The shared ones it reports
 * are {@link Model#ENTITY} (the team), {@link Model#PROJECT} and {@link Model#BASE_MODEL}. Values are plain text, or
 * JSON text where noted.
 */
public final class BasetenAttributes {

    /** Of a model: the number of its deployments, which are deleted with it. */
    public static final String DEPLOYMENTS = "deployments";

    /** Of a model: the id of the deployment that serves production. */
    public static final String PRODUCTION_DEPLOYMENT = "productionDeployment";

    /** Of a model: the id of its development deployment. */
    public static final String DEVELOPMENT_DEPLOYMENT = "developmentDeployment";

    /** Of a model or version: the instance type it runs on. */
    public static final String INSTANCE_TYPE = "instanceType";

    /** Of a version: the deployment's name. */
    public static final String NAME = "name";

    /** Of a version: the environment it serves. The version cannot be deleted while it serves one. */
    public static final String ENVIRONMENT = "environment";

    /** Of a version: whether it serves production, {@code true} or {@code false}. */
    public static final String PRODUCTION = "production";

    /** Of a version: whether it is the development deployment, {@code true} or {@code false}. */
    public static final String DEVELOPMENT = "development";

    /** Of a version: the number of active replicas. */
    public static final String ACTIVE_REPLICAS = "activeReplicas";

    /** Of a version: its labels, as JSON. */
    public static final String LABELS = "labels";

    /** Of a training run: the e-mail address of its owner. */
    public static final String USER = "user";

    /** Of a training job: the reason for its failure. */
    public static final String ERROR_MESSAGE = "errorMessage";

    /** Of a training job: whether all its checkpoints were stored. */
    public static final String CHECKPOINT_SYNC_STATUS = "checkpointSyncStatus";

    /** Of a checkpoint: its type, such as {@code lora}. Other values may appear. */
    public static final String CHECKPOINT_TYPE = "checkpointType";

    /**
     * Of a Loops checkpoint: the component that can load it, {@code sampler} or {@code trainer}. Other values may
     * appear.
     */
    public static final String TARGET = "target";

    /** Of a checkpoint: the configuration of its LoRA adapter, as JSON. */
    public static final String LORA_ADAPTER_CONFIG = "loraAdapterConfig";

    /** Of a file: the rank of the training node that wrote it. */
    public static final String NODE_RANK = "nodeRank";

    /** Of a file: the time of its last modification, as the service reports it. */
    public static final String LAST_MODIFIED = "lastModified";

    private BasetenAttributes() {}
}
