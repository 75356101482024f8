https api.datadoghq.eu/api/v1/monitor 'Authorization:ddat_9fQ2mLx7Rk4TbV1sNz8WcH5pYj3Gd6Uo' page_size==1
