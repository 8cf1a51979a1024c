import * as z from 'zod'

/**
 * Stands in the place of `@modelcontextprotocol/core/internal` (`alias` in wrangler.toml). That one makes a thousand schemas as
 * the module starts, nearly all of them for `isSpecType`, which a server does not ask. Here are those by which messages are
 * read; the codecs of both forms have their own for what is inside, and make them when they are first used.
 * A test holds every name and constant against the SDK's, and what is accepted.
 */
export const LATEST_PROTOCOL_VERSION = '2025-11-25'
export const DEFAULT_NEGOTIATED_PROTOCOL_VERSION = '2025-03-26'
export const SUPPORTED_PROTOCOL_VERSIONS = [
  LATEST_PROTOCOL_VERSION,
  '2025-06-18',
  '2025-03-26',
  '2024-11-05',
  '2024-10-07',
]
export const RELATED_TASK_META_KEY = 'io.modelcontextprotocol/related-task'
export const PROTOCOL_VERSION_META_KEY = 'io.modelcontextprotocol/protocolVersion'
export const CLIENT_INFO_META_KEY = 'io.modelcontextprotocol/clientInfo'
export const SERVER_INFO_META_KEY = 'io.modelcontextprotocol/serverInfo'
export const CLIENT_CAPABILITIES_META_KEY = 'io.modelcontextprotocol/clientCapabilities'
export const SUBSCRIPTION_ID_META_KEY = 'io.modelcontextprotocol/subscriptionId'
export const LOG_LEVEL_META_KEY = 'io.modelcontextprotocol/logLevel'
export const TRACEPARENT_META_KEY = 'traceparent'
export const TRACESTATE_META_KEY = 'tracestate'
export const BAGGAGE_META_KEY = 'baggage'
export const JSONRPC_VERSION = '2.0'
export const PARSE_ERROR = -32700
export const INVALID_REQUEST = -32600
export const METHOD_NOT_FOUND = -32601
export const INVALID_PARAMS = -32602
export const INTERNAL_ERROR = -32603

const jsonrpc = z.literal(JSONRPC_VERSION)
const IdOrToken = z.union([z.string(), z.number().int()])
const Meta = z
  .looseObject({
    progressToken: IdOrToken.optional(),
    [RELATED_TASK_META_KEY]: z.object({ taskId: z.string() }).optional(),
  })
  .optional()
const message = { method: z.string(), params: z.looseObject({ _meta: Meta }).optional() }

export const JSONRPCRequestSchema = z.strictObject({ jsonrpc, id: IdOrToken, ...message })
export const JSONRPCNotificationSchema = z.strictObject({ jsonrpc, ...message })
export const JSONRPCResultResponseSchema = z.strictObject({
  jsonrpc,
  id: IdOrToken,
  result: z.looseObject({ _meta: z.looseObject({}).optional() }),
})
export const JSONRPCErrorResponseSchema = z.strictObject({
  jsonrpc,
  id: IdOrToken.optional(),
  error: z.object({ code: z.number().int(), message: z.string(), data: z.unknown().optional() }),
})
export const JSONRPCResponseSchema = z.union([JSONRPCResultResponseSchema, JSONRPCErrorResponseSchema])
export const JSONRPCMessageSchema = z.union([
  JSONRPCRequestSchema,
  JSONRPCNotificationSchema,
  JSONRPCResultResponseSchema,
  JSONRPCErrorResponseSchema,
])

/** Tells a handshake from another request; what it says of the client is judged by the codec. */
export const InitializeRequestSchema = z.object({
  method: z.literal('initialize'),
  params: z.object({
    _meta: Meta,
    protocolVersion: z.string(),
    capabilities: z.looseObject({}),
    clientInfo: z.looseObject({ name: z.string(), version: z.string() }),
  }),
})
export const InitializedNotificationSchema = z.object({
  method: z.literal('notifications/initialized'),
  params: z.object({ _meta: Meta }).optional(),
})
export const LoggingLevelSchema = z.enum([
  'debug',
  'info',
  'notice',
  'warning',
  'error',
  'critical',
  'alert',
  'emergency',
])

const missing = (): never => {
  throw new TypeError('this schema of the protocol is left out of the Worker: src/mcp/sdk/protocol.ts')
}
const absent = { shape: {}, parse: missing, safeParse: missing }

// Of a form's schema, the module that would turn one of zod into the protocol's looks at these as it loads. Ours are written in JSON.
export const ElicitRequestFormParamsSchema = { shape: { requestedSchema: absent } }
export const StringSchemaSchema = { shape: { format: { unwrap: () => ({ options: [] }) } } }

export {
  absent as AnnotationsSchema,
  absent as AudioContentSchema,
  absent as BaseMetadataSchema,
  absent as BaseRequestParamsSchema,
  absent as BlobResourceContentsSchema,
  absent as BooleanSchemaSchema,
  absent as CallToolRequestParamsSchema,
  absent as CallToolRequestSchema,
  absent as CallToolResultSchema,
  absent as CancelTaskRequestSchema,
  absent as CancelTaskResultSchema,
  absent as CancelledNotificationParamsSchema,
  absent as CancelledNotificationSchema,
  absent as ClientCapabilitiesSchema,
  absent as ClientNotificationSchema,
  absent as ClientRequestSchema,
  absent as ClientResultSchema,
  absent as ClientTasksCapabilitySchema,
  absent as CompatibilityCallToolResultSchema,
  absent as CompleteRequestParamsSchema,
  absent as CompleteRequestSchema,
  absent as CompleteResultSchema,
  absent as ContentBlockSchema,
  absent as CreateMessageRequestParamsSchema,
  absent as CreateMessageRequestSchema,
  absent as CreateMessageResultSchema,
  absent as CreateMessageResultWithToolsSchema,
  absent as CreateTaskResultSchema,
  absent as CursorSchema,
  absent as DiscoverRequestSchema,
  absent as DiscoverResultSchema,
  absent as ElicitRequestParamsSchema,
  absent as ElicitRequestSchema,
  absent as ElicitRequestURLParamsSchema,
  absent as ElicitResultSchema,
  absent as ElicitationCompleteNotificationParamsSchema,
  absent as ElicitationCompleteNotificationSchema,
  absent as EmbeddedResourceSchema,
  absent as EmptyResultSchema,
  absent as EnumSchemaSchema,
  absent as GetPromptRequestParamsSchema,
  absent as GetPromptRequestSchema,
  absent as GetPromptResultSchema,
  absent as GetTaskPayloadRequestSchema,
  absent as GetTaskPayloadResultSchema,
  absent as GetTaskRequestSchema,
  absent as GetTaskResultSchema,
  absent as IconSchema,
  absent as IconsSchema,
  absent as IdJagTokenExchangeResponseSchema,
  absent as ImageContentSchema,
  absent as ImplementationSchema,
  absent as InitializeRequestParamsSchema,
  absent as InitializeResultSchema,
  absent as JSONArraySchema,
  absent as JSONObjectSchema,
  absent as JSONValueSchema,
  absent as LegacyTitledEnumSchemaSchema,
  absent as ListChangedOptionsBaseSchema,
  absent as ListPromptsRequestSchema,
  absent as ListPromptsResultSchema,
  absent as ListResourceTemplatesRequestSchema,
  absent as ListResourceTemplatesResultSchema,
  absent as ListResourcesRequestSchema,
  absent as ListResourcesResultSchema,
  absent as ListRootsRequestSchema,
  absent as ListRootsResultSchema,
  absent as ListTasksRequestSchema,
  absent as ListTasksResultSchema,
  absent as ListToolsRequestSchema,
  absent as ListToolsResultSchema,
  absent as LoggingMessageNotificationParamsSchema,
  absent as LoggingMessageNotificationSchema,
  absent as ModelHintSchema,
  absent as ModelPreferencesSchema,
  absent as MultiSelectEnumSchemaSchema,
  absent as NotificationSchema,
  absent as NotificationsParamsSchema,
  absent as NumberSchemaSchema,
  absent as OAuthClientInformationFullSchema,
  absent as OAuthClientInformationSchema,
  absent as OAuthClientMetadataSchema,
  absent as OAuthClientRegistrationErrorSchema,
  absent as OAuthErrorResponseSchema,
  absent as OAuthMetadataSchema,
  absent as OAuthProtectedResourceMetadataSchema,
  absent as OAuthTokenRevocationRequestSchema,
  absent as OAuthTokensSchema,
  absent as OpenIdProviderDiscoveryMetadataSchema,
  absent as OpenIdProviderMetadataSchema,
  absent as PaginatedRequestParamsSchema,
  absent as PaginatedRequestSchema,
  absent as PaginatedResultSchema,
  absent as PingRequestSchema,
  absent as PrimitiveSchemaDefinitionSchema,
  absent as ProgressNotificationParamsSchema,
  absent as ProgressNotificationSchema,
  absent as ProgressSchema,
  absent as ProgressTokenSchema,
  absent as PromptArgumentSchema,
  absent as PromptListChangedNotificationSchema,
  absent as PromptMessageSchema,
  absent as PromptReferenceSchema,
  absent as PromptSchema,
  absent as ReadResourceRequestParamsSchema,
  absent as ReadResourceRequestSchema,
  absent as ReadResourceResultSchema,
  absent as RelatedTaskMetadataSchema,
  absent as RequestIdSchema,
  absent as RequestMetaSchema,
  absent as RequestSchema,
  absent as ResourceContentsSchema,
  absent as ResourceLinkSchema,
  absent as ResourceListChangedNotificationSchema,
  absent as ResourceRequestParamsSchema,
  absent as ResourceSchema,
  absent as ResourceTemplateReferenceSchema,
  absent as ResourceTemplateSchema,
  absent as ResourceUpdatedNotificationParamsSchema,
  absent as ResourceUpdatedNotificationSchema,
  absent as ResultMetaObjectSchema,
  absent as ResultSchema,
  absent as RoleSchema,
  absent as RootSchema,
  absent as RootsListChangedNotificationSchema,
  absent as SamplingContentSchema,
  absent as SamplingMessageContentBlockSchema,
  absent as SamplingMessageSchema,
  absent as ServerCapabilitiesSchema,
  absent as ServerNotificationSchema,
  absent as ServerRequestSchema,
  absent as ServerResultSchema,
  absent as ServerTasksCapabilitySchema,
  absent as SetLevelRequestParamsSchema,
  absent as SetLevelRequestSchema,
  absent as SingleSelectEnumSchemaSchema,
  absent as SubscribeRequestParamsSchema,
  absent as SubscribeRequestSchema,
  absent as SubscriptionFilterSchema,
  absent as SubscriptionsAcknowledgedNotificationParamsSchema,
  absent as SubscriptionsAcknowledgedNotificationSchema,
  absent as SubscriptionsListenRequestParamsSchema,
  absent as SubscriptionsListenRequestSchema,
  absent as SubscriptionsListenResultMetaSchema,
  absent as SubscriptionsListenResultSchema,
  absent as TaskAugmentedRequestParamsSchema,
  absent as TaskCreationParamsSchema,
  absent as TaskMetadataSchema,
  absent as TaskSchema,
  absent as TaskStatusNotificationParamsSchema,
  absent as TaskStatusNotificationSchema,
  absent as TaskStatusSchema,
  absent as TextContentSchema,
  absent as TextResourceContentsSchema,
  absent as TitledMultiSelectEnumSchemaSchema,
  absent as TitledSingleSelectEnumSchemaSchema,
  absent as ToolAnnotationsSchema,
  absent as ToolChoiceSchema,
  absent as ToolExecutionSchema,
  absent as ToolListChangedNotificationSchema,
  absent as ToolResultContentSchema,
  absent as ToolSchema,
  absent as ToolUseContentSchema,
  absent as UnsubscribeRequestParamsSchema,
  absent as UnsubscribeRequestSchema,
  absent as UntitledMultiSelectEnumSchemaSchema,
  absent as UntitledSingleSelectEnumSchemaSchema,
}
