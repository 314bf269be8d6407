module tokenweir.test/prometheus3

go 1.25.0

require (
	github.com/prometheus/client_golang/exp v0.0.0-20261019101427-217707f26b14
	github.com/prometheus/client_golang v1.25.0
	github.com/prometheus/prometheus v0.316.0
)
