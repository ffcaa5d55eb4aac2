package io.modelkeep.baseten;

import io.modelkeep.Model;

/**
 * The names of what this provider tells beyond what all have, beside {@link Model#ENTITY} (the team), {@link Model#PROJECT}
 * and {@link Model#BASE_MODEL}. Values are text, or JSON text where that is said.
 */
public final class BasetenAttributes {

    /** Of a model: how many deployments it has, which go with it when it is deleted. */
    public static final String DEPLOYMENTS = "deployments";

    /** Of a model: the id of the deployment that serves production. */
    public static final String PRODUCTION_DEPLOYMENT = "productionDeployment";

    /** Of a model: the id of its development deployment. */
    public static final String DEVELOPMENT_DEPLOYMENT = "developmentDeployment";

    /** Of a model or version: the instance type it runs on. */
    public static final String INSTANCE_TYPE = "instanceType";

    /** Of a version: the deployment's name. */
    public static final String NAME = "name";

    /** Of a version: the environment it serves; while it does, it cannot be deleted. */
    public static final String ENVIRONMENT = "environment";

    /** Of a version: whether it serves production, {@code true} or {@code false}. */
    public static final String PRODUCTION = "production";

    /** Of a version: whether it is the development deployment, {@code true} or {@code false}. */
    public static final String DEVELOPMENT = "development";

    /** Of a version: how many replicas run. */
    public static final String ACTIVE_REPLICAS = "activeReplicas";

    /** Of a version: its labels, as JSON. */
    public static final String LABELS = "labels";

    /** Of a training: the e-mail address of its owner. */
    public static final String USER = "user";

    /** Of a training job: why it failed. */
    public static final String ERROR_MESSAGE = "errorMessage";

    /** Of a training job: whether all its checkpoints were stored. */
    public static final String CHECKPOINT_SYNC_STATUS = "checkpointSyncStatus";

    /** Of a checkpoint: its type, such as {@code lora}; not a closed set. */
    public static final String CHECKPOINT_TYPE = "checkpointType";

    /** Of a Loops checkpoint: what can load it, {@code sampler} or {@code trainer}; not a closed set. */
    public static final String TARGET = "target";

    /** Of a checkpoint: the configuration of its LoRA adapter, as JSON. */
    public static final String LORA_ADAPTER_CONFIG = "loraAdapterConfig";

    /** Of a file: the node of the training that wrote it. */
    public static final String NODE_RANK = "nodeRank";

    /** Of a file: when it was written, in the service's words. */
    public static final String LAST_MODIFIED = "lastModified";

    private BasetenAttributes() {}
}
