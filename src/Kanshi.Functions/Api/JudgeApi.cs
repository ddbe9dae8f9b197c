using Kanshi.Ingestion;
using Kanshi.Judging;
using Kanshi.Judging.Calibration;
using Kanshi.Sampling;
using Kanshi.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Kanshi.Functions.Api;

/// <summary>What the judge says, what that is worth, and the labels of people.</summary>
public sealed class JudgeApi(
    JudgeOptions options,
    SamplingOptions sampling,
    JudgeBudget budget,
    JudgedWindowStore windows,
    StreamRegistry streams,
    StoredCalibration calibration,
    LabelStore labels,
    TimeProvider clock,
    JudgeProbe? probe = null)
{
    [Function("GetJudge")]
    public Task<IResult> JudgeAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/judge")] HttpRequest request, CancellationToken cancellation) =>
        JudgeHandlers.GetAsync(options, sampling, budget, clock, cancellation, probe);

    [Function("GetQuality")]
    public Task<IResult> QualityAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/streams/{id}/quality")] HttpRequest request, string id, CancellationToken cancellation) =>
        JudgeHandlers.QualityAsync(id, windows, streams, clock, cancellation, request.Given("from"), request.Given("to"));

    [Function("GetCalibration")]
    public Task<IResult> CalibrationAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/calibration")] HttpRequest request, CancellationToken cancellation) =>
        JudgeHandlers.CalibrationAsync(calibration, clock, cancellation, request.Given("from"), request.Given("to"), request.Given("random"));

    [Function("PostLabels")]
    public Task<IResult> LabelAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/labels")] HttpRequest request, CancellationToken cancellation) =>
        JudgeHandlers.LabelAsync(request.HttpContext, labels, cancellation);
}
