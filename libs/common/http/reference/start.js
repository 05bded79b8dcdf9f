// Shows the OpenAPI document of this server. Nothing is loaded from elsewhere: no validator, no fonts.
SwaggerUIBundle({
  dom_id: "#reference",
  url: "openapi.json",
  deepLinking: true,
  docExpansion: "list",
  filter: true,
  validatorUrl: null,
});
