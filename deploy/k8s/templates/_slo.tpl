{{- /*
The objective for propagation, and alerts on the burn rate of its error budget over several windows, as in Google's SRE workbook, chapter 5.
The short window beside each long one ends the alert soon after the cause has gone; a few slow batches among few trigger no alert.
*/ -}}
{{- define "congbo.slo" -}}
{{- $slo := .Values.slo.propagation }}
{{- $consumer := "sum by (consumer, source, namespace)" }}
- name: congbo-propagation
  rules:
    - {record: "congbo:propagation:objective", expr: "vector({{ $slo.objective }})"}
    - {record: "congbo:propagation:seconds", expr: "vector({{ $slo.seconds }})"}
    {{- range list "5m" "30m" "1h" "6h" "3d" }}
    - record: congbo:propagation_slow:ratio_rate{{ . }}
      expr: >-
        1 - {{ $consumer }} (rate(congbo_propagation_seconds_bucket{le=~"{{ $slo.seconds }}([.]0)?"}[{{ . }}]))
        / {{ $consumer }} (rate(congbo_propagation_seconds_count[{{ . }}]))
    {{- end }}
    {{- range list "1h" "6h" "3d" }}
    - record: congbo:propagation_slow:increase{{ . }}
      expr: >-
        {{ $consumer }} (increase(congbo_propagation_seconds_count[{{ . }}]))
        - {{ $consumer }} (increase(congbo_propagation_seconds_bucket{le=~"{{ $slo.seconds }}([.]0)?"}[{{ . }}]))
    {{- end }}
    - alert: CongboPropagationFastBurn
      expr: >-
        ({{ include "congbo.burns" (dict "slo" $slo "times" 14.4 "long" "1h" "short" "5m") }})
        or ({{ include "congbo.burns" (dict "slo" $slo "times" 6 "long" "6h" "short" "30m") }})
      labels: {severity: critical}
      annotations:
        summary: {{ printf `"{{ $value | humanizePercentage }} of the batches of {{ $labels.source }} are applied by {{ $labels.consumer }} after more than %v s: a month's error budget is used up within days"` $slo.seconds }}
        runbook_url: docs/runbooks/CongboPropagationFastBurn.md
    - alert: CongboPropagationSlowBurn
      expr: >-
        {{ include "congbo.burns" (dict "slo" $slo "times" 1 "long" "3d" "short" "6h") }}
      labels: {severity: warning}
      annotations:
        summary: {{ printf `"{{ $value | humanizePercentage }} of the batches of {{ $labels.source }} are applied by {{ $labels.consumer }} after more than %v s: the objective of %v will be missed"` $slo.seconds $slo.objective }}
        runbook_url: docs/runbooks/CongboPropagationSlowBurn.md
{{- end }}

{{- /* slo, times (the burn rate, where 1 uses up the budget in a month), and the windows long and short */ -}}
{{- define "congbo.burns" -}}
{{- $budget := printf "%v * (1 - %v)" .times .slo.objective -}}
congbo:propagation_slow:ratio_rate{{ .long }} > {{ $budget }} and congbo:propagation_slow:ratio_rate{{ .short }} > {{ $budget }} and congbo:propagation_slow:increase{{ .long }} > {{ .slo.minSlowBatches }} - 0.5
{{- end }}

{{- /* Groups of rules: the fixed ones, then those that depend on values. The URL of each runbook gets its prefix. */ -}}
{{- define "congbo.rules" -}}
{{- $groups := printf "%s\n%s" (.Files.Get "files/rules.yaml" | trim) (include "congbo.slo" . | trim | indent 2) -}}
{{ $groups | replace "docs/runbooks/" (printf "%sdocs/runbooks/" .Values.monitoring.runbookUrlPrefix) }}
{{- end }}
