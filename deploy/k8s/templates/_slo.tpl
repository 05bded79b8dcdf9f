{{- /*
The objective for propagation, and who is told when its error budget burns: each burn of several windows as in Google's SRE workbook, chapter 5.
A short window beside each long one ends the alert soon after the trouble; a few slow batches among few wake nobody.
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
        summary: {{ printf `"{{ $value | humanizePercentage }} of what {{ $labels.consumer }} hears of {{ $labels.source }} takes more than %v s: a month's error budget is gone in days"` $slo.seconds }}
        runbook_url: docs/runbooks/CongboPropagationFastBurn.md
    - alert: CongboPropagationSlowBurn
      expr: >-
        {{ include "congbo.burns" (dict "slo" $slo "times" 1 "long" "3d" "short" "6h") }}
      labels: {severity: warning}
      annotations:
        summary: {{ printf `"{{ $value | humanizePercentage }} of what {{ $labels.consumer }} hears of {{ $labels.source }} takes more than %v s: the objective of %v will be missed"` $slo.seconds $slo.objective }}
        runbook_url: docs/runbooks/CongboPropagationSlowBurn.md
{{- end }}

{{- /* slo, times (of the budget that would last a month), long, short: the windows */ -}}
{{- define "congbo.burns" -}}
{{- $budget := printf "%v * (1 - %v)" .times .slo.objective -}}
congbo:propagation_slow:ratio_rate{{ .long }} > {{ $budget }} and congbo:propagation_slow:ratio_rate{{ .short }} > {{ $budget }} and congbo:propagation_slow:increase{{ .long }} > {{ .slo.minSlowBatches }} - 0.5
{{- end }}

{{- /* Groups of rules: what is fixed, then what values set. Addresses of alerts' pages get their beginning. */ -}}
{{- define "congbo.rules" -}}
{{- $groups := printf "%s\n%s" (.Files.Get "files/rules.yaml" | trim) (include "congbo.slo" . | trim | indent 2) -}}
{{ $groups | replace "docs/runbooks/" (printf "%sdocs/runbooks/" .Values.monitoring.runbookUrlPrefix) }}
{{- end }}
