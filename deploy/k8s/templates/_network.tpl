{{- /* Rules of network policies: an entry without peers allows nothing. */ -}}
{{- define "congbo.ports" -}}
{{- range . }}
- {port: {{ . }}, protocol: TCP}
{{- end }}
{{- end }}

{{- define "congbo.egress.dns" -}}
{{- with .Values.networkPolicy.dns }}
- to: {{- toYaml .to | nindent 4 }}
  ports:
    {{- range .ports }}
    - {port: {{ . }}, protocol: UDP}
    - {port: {{ . }}, protocol: TCP}
    {{- end }}
{{- end }}
{{- end }}

{{- /* root, destination: database, kafka, issuer, otlp */ -}}
{{- define "congbo.egress" -}}
{{- $entry := index .root.Values.networkPolicy .destination }}
{{- $to := $entry.to }}
{{- if and (eq .destination "database") .root.Values.cnpg.enabled }}
{{- $to = append $to (dict "podSelector" (dict "matchExpressions" (list (dict "key" "cnpg.io/cluster" "operator" "Exists")))) }}
{{- end }}
{{- if and (eq .destination "kafka") .root.Values.strimzi.cluster }}
{{- $to = append $to (dict "namespaceSelector" (dict "matchLabels" (dict "kubernetes.io/metadata.name" .root.Values.strimzi.namespace)) "podSelector" (dict "matchLabels" (dict "strimzi.io/cluster" .root.Values.strimzi.cluster))) }}
{{- end }}
{{- if $to }}
- to: {{- toYaml $to | nindent 4 }}
  ports: {{- include "congbo.ports" $entry.ports | nindent 4 }}
{{- end }}
{{- end }}

{{- /* root, processes (none: of all), services (none: of all) */ -}}
{{- define "congbo.pods" -}}
podSelector:
  matchLabels:
    app.kubernetes.io/name: congbo
    app.kubernetes.io/instance: {{ .root.Release.Name }}
  {{- with .processes }}
  matchExpressions:
    - {key: congbo/process, operator: In, values: [{{ join ", " . }}]}
    {{- with $.services }}
    - {key: app.kubernetes.io/component, operator: In, values: [{{ join ", " . }}]}
    {{- end }}
  {{- end }}
{{- end }}
