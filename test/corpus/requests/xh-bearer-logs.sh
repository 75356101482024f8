xh POST https://http-intake.logs.us3.datadoghq.com/api/v2/logs Authorization:"Bearer ddat_9fQ2mLx7Rk4TbV1sNz8WcH5pYj3Gd6Uo" message=hi ddsource=x
