{{- /* The fixed properties of each service: its package, its port, its shards, and the sources that it follows. */ -}}
{{- define "congbo.services" -}}
procedures: {package: procedures, slug: procedures, port: 8001, shards: 1, follows: [], processes: [api, relay, pushChannels, pushWebhooks]}
onlineServices: {package: online_services, slug: online-services, port: 8002, shards: 4, follows: [procedures], processes: [api, relay, consumer, fetchContents, watchDeadlines]}
populationLookup: {package: population_lookup, slug: population-lookup, port: 8003, shards: 4, follows: [procedures], processes: [api, relay, consumer, watchLookups]}
reporting: {package: reporting, slug: reporting, port: 8004, shards: 0, follows: [procedures, online_services, population_lookup], processes: [api, consumer]}
{{- end }}

{{- define "congbo.commands" -}}
api: api
relay: relay
consumer: consume
pushChannels: push-channels
pushWebhooks: push-webhooks
fetchContents: fetch-contents
watchDeadlines: watch-deadlines
watchLookups: watch-lookups
{{- end }}

{{- define "congbo.shards" -}}
procedures: 1
online_services: 4
population_lookup: 4
{{- end }}

{{- /* The labels that select the pods of one process: root, service (slug), process. */ -}}
{{- define "congbo.selector" -}}
app.kubernetes.io/name: congbo
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .service }}
congbo/process: {{ .process }}
{{- end }}

{{- define "congbo.labels" -}}
{{ include "congbo.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version }}
{{- end }}

{{- define "congbo.image" -}}
{{ .root.Values.image.prefix }}{{ .image.repository }}{{ if .image.digest }}@{{ .image.digest }}{{ else }}:{{ .root.Values.image.tag }}{{ end }}
{{- end }}

{{- define "congbo.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "congbo.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities: {drop: [ALL]}
{{- end }}

{{- /* The common part of every pod's specification, without its containers. */ -}}
{{- define "congbo.pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext: {{- include "congbo.podSecurity" . | nindent 2 }}
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets: {{- range . }} [{name: {{ . }}}] {{- end }}
{{- end }}
{{- with .root.Values.scheduling.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .root.Values.scheduling.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .root.Values.scheduling.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- end }}

{{- /* The Secret with the address of the database, and that of the client certificate: the owner's for commands that only the owner may run. */ -}}
{{- define "congbo.database" -}}
{{- $database := .values.database }}
{{- $cnpg := .root.Values.cnpg }}
{{- $isOwner := has .process (list "migrate" "backup") }}
{{- if and $cnpg.enabled (or $isOwner (not $cnpg.applicationRoles)) }}
{secret: {{ .root.Release.Name }}-{{ .known.slug }}-db-app, key: uri, certificate: {{ and $isOwner $database.ownerCertificateSecret | default $database.certificateSecret }}}
{{- else }}
{secret: {{ and $isOwner $database.ownerSecret | default $database.secret }}, key: {{ $database.key }}, certificate: {{ and $isOwner $database.ownerCertificateSecret | default $database.certificateSecret }}}
{{- end }}
{{- end }}

{{- /* The settings of a service, named as in its settings class. */ -}}
{{- define "congbo.settings" -}}
- {name: SECRETS_DIR, value: /run/secrets/congbo}
- {name: DATABASE_POOL_SIZE, value: {{ .root.Values.databasePoolSize | quote }}}
- {name: HOST, value: 0.0.0.0}
- {name: PORT, value: {{ .known.port | quote }}}
- {name: HEALTH_PORT, value: "8080"}
{{- range $name, $other := include "congbo.services" . | fromYaml }}
- {name: {{ upper $other.package }}_URL, value: "http://{{ $.root.Release.Name }}-{{ $other.slug }}:{{ $other.port }}"}
{{- end }}
- {name: JWKS_URL, value: {{ .root.Values.issuer.jwksUrl | quote }}}
- {name: JWT_ISSUER, value: {{ .root.Values.issuer.url | quote }}}
- {name: JWT_AUDIENCE, value: {{ .root.Values.issuer.audience | quote }}}
- {name: SERVICE_TOKEN_FILE, value: /run/secrets/congbo/service-token}
- {name: RATE_LIMIT, value: {{ .root.Values.limits.rate | quote }}}
- {name: RATE_BURST, value: {{ .root.Values.limits.burst | quote }}}
- {name: TRUSTED_PROXY_COUNT, value: {{ .root.Values.limits.trustedProxyCount | quote }}}
- {name: LOG_LEVEL, value: {{ .root.Values.logLevel }}}
{{- with .root.Values.tracing.endpoint }}
- {name: OTEL_EXPORTER_OTLP_ENDPOINT, value: {{ . | quote }}}
{{- end }}
{{- if .values.streamKey }}
- {name: STREAM_KEY_FILE, value: /run/secrets/congbo/stream-key.pem}
{{- end }}
{{- if .values.channelSecrets }}
- {name: CHANNEL_SECRETS_DIR, value: /run/channels}
{{- end }}
{{- if .values.webhookSecrets }}
- {name: WEBHOOK_SECRETS_DIR, value: /run/webhooks}
{{- end }}
{{- if .values.channelAllowPrivateAddresses }}
- {name: CHANNEL_ALLOW_PRIVATE_ADDRESSES, value: "true"}
{{- end }}
{{- if .values.webhookAllowPrivateAddresses }}
- {name: WEBHOOK_ALLOW_PRIVATE_ADDRESSES, value: "true"}
{{- end }}
{{- with .root.Values.kafka }}
{{- if .bootstrapServers }}
- {name: KAFKA_BOOTSTRAP_SERVERS, value: {{ .bootstrapServers | quote }}}
- {name: KAFKA_REPLICATION_FACTOR, value: {{ .replicationFactor | quote }}}
{{- if .passwordKey }}
- {name: KAFKA_USERNAME, value: {{ $.root.Release.Name }}-{{ $.known.slug }}}
{{- end }}
{{- if .caSecret }}
- {name: KAFKA_CA_FILE, value: /run/secrets/congbo/kafka-ca.crt}
{{- end }}
{{- if .clientCertificate }}
{{- $_ := required "kafka.clientCertificate needs kafka.caSecret" .caSecret }}
- {name: KAFKA_CERTIFICATE_FILE, value: /run/secrets/congbo/kafka-user.crt}
- {name: KAFKA_KEY_FILE, value: /run/secrets/congbo/kafka-user.key}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{- define "congbo.mounts" -}}
- {name: secrets, mountPath: /run/secrets/congbo, readOnly: true}
- {name: tmp, mountPath: /tmp}
{{- if .values.channelSecrets }}
- {name: channels, mountPath: /run/channels, readOnly: true}
{{- end }}
{{- if .values.webhookSecrets }}
- {name: webhooks, mountPath: /run/webhooks, readOnly: true}
{{- end }}
{{- end }}

{{- define "congbo.volumes" -}}
- name: secrets
  projected:
    defaultMode: 0440
    sources:
      {{- $database := include "congbo.database" . | fromYaml }}
      - secret: {name: {{ $database.secret }}, items: [{key: {{ $database.key }}, path: database_url}]}
      {{- with $database.certificate }}
      - secret: {name: {{ . }}, items: [{key: tls.crt, path: database-user.crt}, {key: tls.key, path: database-user.key}]}
      {{- end }}
      - secret: {name: {{ .root.Values.serviceToken.secret }}, items: [{key: {{ .root.Values.serviceToken.key }}, path: service-token}]}
      {{- with .root.Values.databaseCa }}
      {{- if .secret }}
      - secret: {name: {{ .secret }}, items: [{key: {{ .key }}, path: database-ca.crt}]}
      {{- end }}
      {{- end }}
      {{- with .values.streamKey }}
      - secret: {name: {{ .secret }}, items: [{key: {{ .key }}, path: stream-key.pem}]}
      {{- end }}
      {{- with .values.requestIdKeys }}
      {{- if .secret }}
      - secret: {name: {{ .secret }}, items: [{key: {{ .key }}, path: request_id_keys}]}
      {{- end }}
      {{- end }}
      {{- with .root.Values.kafka }}
      {{- if and .bootstrapServers .passwordKey }}
      - secret: {name: {{ $.values.kafkaUserSecret }}, items: [{key: {{ .passwordKey }}, path: kafka_password}]}
      {{- end }}
      {{- if and .bootstrapServers .caSecret }}
      - secret: {name: {{ .caSecret }}, items: [{key: ca.crt, path: kafka-ca.crt}]}
      {{- end }}
      {{- if and .bootstrapServers .clientCertificate }}
      - secret: {name: {{ $.values.kafkaUserSecret }}, items: [{key: user.crt, path: kafka-user.crt}, {key: user.key, path: kafka-user.key}]}
      {{- end }}
      {{- end }}
- name: tmp
  emptyDir: {sizeLimit: 64Mi}
{{- with .values.channelSecrets }}
- name: channels
  secret: {secretName: {{ . }}, defaultMode: 0440}
{{- end }}
{{- with .values.webhookSecrets }}
- name: webhooks
  secret: {secretName: {{ . }}, defaultMode: 0440}
{{- end }}
{{- end }}

{{- /* Whether a process runs: without Kafka there is nothing to relay. */ -}}
{{- define "congbo.runs" -}}
{{- if or (ne .process "relay") .root.Values.kafka.bootstrapServers }}yes{{ end }}
{{- end }}
