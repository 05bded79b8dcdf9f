module congbo.example/walk

go 1.23.0

require (
	congbo.example/clients/online_services v0.0.0
	congbo.example/clients/population_lookup v0.0.0
	congbo.example/clients/procedures v0.0.0
	golang.org/x/oauth2 v0.27.0
)

require gopkg.in/validator.v2 v2.0.1 // indirect

replace (
	congbo.example/clients/online_services => ../go/online_services
	congbo.example/clients/population_lookup => ../go/population_lookup
	congbo.example/clients/procedures => ../go/procedures
)
