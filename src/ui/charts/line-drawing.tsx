import { Fragment, type JSX } from 'preact'
import { type PlotFrame, type PlotSeries, plotLines } from './line-plot'
import { markNumber, px } from './measure'

type Plot = ReturnType<typeof plotLines>

const Axes = ({ plot }: { plot: Plot }): JSX.Element => (
  <>
    {plot.rules.map(({ y, label }) => (
      <Fragment key={y}>
        <path class="digiknow-rule" d={`M${px(plot.left)} ${y}H${px(plot.right)}`} />
        <text class="axis end" x={px(plot.left - 8)} y={y + 5}>
          {label}
        </text>
      </Fragment>
    ))}
    {plot.dates.map(({ x, label, year }) => (
      <Fragment key={x}>
        <text class="axis mid" x={x} y={plot.bottom + 20}>
          {label}
        </text>
        {year && (
          <text class="axis mid" x={x} y={plot.bottom + 38}>
            {year}
          </text>
        )}
      </Fragment>
    ))}
  </>
)

const EndLabels = ({ plot, target }: { plot: Plot; target: string | undefined }): JSX.Element => (
  <>
    {plot.last && (
      <text class="strong" x={plot.last.x + 9} y={px(plot.labels.value)}>
        {markNumber(plot.last.value)}
      </text>
    )}
    {plot.goal && plot.labels.target !== undefined && (
      <>
        <text x={plot.goal.x + 9} y={px(plot.labels.target)}>
          {markNumber(plot.goal.value)}
        </text>
        <text x={plot.goal.x + 9} y={px(plot.labels.target + 17)}>
          {target}
        </text>
      </>
    )}
  </>
)

const Lines = ({ plot, target }: { plot: Plot; target: string | undefined }): JSX.Element => (
  <>
    <path class="digiknow-soft" fill-opacity=".35" d={plot.area} />
    {plot.target && <path class="digiknow-c2-line" d={plot.target} />}
    <path class="digiknow-c1-line" d={plot.line} />
    {plot.alone.map(({ x, y }) => (
      <circle key={x} class="digiknow-c1" cx={x} cy={y} r="3" />
    ))}
    {plot.last && <circle class="digiknow-c1" cx={plot.last.x} cy={plot.last.y} r="5" />}
    {plot.first && plot.first.value !== 0 && (
      <text class="strong" x={plot.first.x + 4} y={px(plot.first.y - 10)}>
        {markNumber(plot.first.value)}
      </text>
    )}
    <EndLabels plot={plot} target={target} />
  </>
)

type LinesOnProps = { frame: PlotFrame; main: PlotSeries; target: PlotSeries | undefined }
/** The inside of a line chart, laid out for one frame. */
export const LinesOn = ({ frame, main, target }: LinesOnProps): JSX.Element => {
  const plot = plotLines(main, target, frame)
  return (
    <>
      <Axes plot={plot} />
      <Lines plot={plot} target={target?.label} />
    </>
  )
}
