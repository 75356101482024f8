http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "ddat_9fQ2mLx7Rk4TbV1sNz8WcH5pYj3Gd6Uo");
var r = await http.GetAsync("https://api.acme.datadoghq.com/api/v1/monitor");
