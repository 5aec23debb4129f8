'use strict';
/* Draws each chart of the page by the options that stand under it, in the colours of the page. */
(() => {
  const root = document.documentElement;
  const plots = [...document.querySelectorAll('.plot')];
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const figure = new Intl.NumberFormat('en', {maximumFractionDigits: 2});
  const fraction = new Intl.NumberFormat('en', {maximumSignificantDigits: 3});
  const PRINTED_WIDTH = 660;
  const NARROW = 560;
  const LANE = 18;
  const FONT = 'system-ui, -apple-system, "Segoe UI", sans-serif';

  const isPrinted = () => root.classList.contains('printed');

  const colours = () => {
    const style = getComputedStyle(root);
    const of = name => style.getPropertyValue(name).trim();
    return {
      ink: of('--ink'), soft: of('--soft'), line: of('--line'), ground: of('--ground'), band: of('--band'),
      heat: of('--heat'), palette: [1, 2, 3, 4, 5, 6, 7].map(i => of('--plot-' + i)),
    };
  };

  const theme = colour => {
    const axis = {
      axisLine: {lineStyle: {color: colour.soft}},
      axisTick: {lineStyle: {color: colour.soft}},
      axisLabel: {color: colour.ink},
      nameTextStyle: {color: colour.soft},
      splitLine: {lineStyle: {color: colour.line}},
    };
    return {
      color: colour.palette,
      backgroundColor: 'transparent',
      textStyle: {color: colour.ink, fontFamily: FONT},
      categoryAxis: {...axis, splitLine: {show: false}},
      valueAxis: axis,
      legend: {
        textStyle: {color: colour.ink}, inactiveColor: colour.soft, pageTextStyle: {color: colour.ink},
        pageIconColor: colour.ink, pageIconInactiveColor: colour.line,
      },
      sankey: {label: {color: colour.ink}},
    };
  };

  /* Draws a point with its interval; those of one category stand below each other, the first filled, the others hollow. */
  const whisker = (lane, lanes, colour, label, written) => (params, api) => {
    const [value, category, low, high] = [0, 1, 2, 3].map(i => api.value(i));
    const [x, centre] = api.coord([value, category]);
    const [left, right] = [low, high].map(end => api.coord([end, category])[0]);
    const y = centre + (lane - (lanes - 1) / 2) * LANE;
    const style = {stroke: api.visual('color'), lineWidth: 1.5, fill: lane === 0 ? api.visual('color') : colour.ground};
    const line = (x1, y1, x2, y2) => ({type: 'line', shape: {x1, y1, x2, y2}, style});
    return {type: 'group', children: [
      line(left, y, right, y), line(left, y - 4, left, y + 4), line(right, y - 4, right, y + 4),
      {type: 'circle', shape: {cx: x, cy: y, r: 4}, style},
      {type: 'text', style: {
        text: written(value), x: right + 7, y, verticalAlign: 'middle', fill: label.color, fontFamily: FONT, fontSize: label.fontSize,
      }},
    ]};
  };

  /* How charts look: what is the same for all of a kind, and what follows from the width. */
  const completed = (option, colour, unit, width) => {
    const written = value => (Math.abs(value) < 1 ? fraction : figure).format(value) + unit;
    const isNarrow = width < NARROW;
    /* The height of a line is given, for ECharts guesses it from a letter that many machines have no font for; so is the
       font, for it leaves room for labels by the font of the label alone. */
    const label = {color: colour.ink, fontFamily: FONT, fontSize: isNarrow ? 11 : 12, lineHeight: isNarrow ? 12 : 15};
    const type = option.series[0]?.type;
    const hasLegend = type === 'line' || option.series.length > 1;
    const isOfItems = ['sankey', 'custom', 'heatmap'].includes(type);
    option.animation = false;
    option.tooltip = {
      trigger: isOfItems ? 'item' : 'axis', axisPointer: {type: type === 'bar' ? 'shadow' : 'line'}, confine: true,
      renderMode: 'richText', valueFormatter: written, backgroundColor: colour.band, borderColor: colour.soft,
      textStyle: {color: colour.ink},
    };
    option.legend = {show: hasLegend && type !== 'sankey', type: 'scroll', left: 0, top: 0, icon: 'roundRect'};
    if (type === 'custom') {
      option.grid = {containLabel: true, left: 4, right: 52, top: hasLegend ? 40 : 8, bottom: 8};
      option.yAxis.axisLabel = {...label, interval: 0, width: isNarrow ? 130 : 240, overflow: 'break'};
      option.xAxis.axisLabel = {...label, hideOverlap: true, formatter: written};
      option.xAxis.splitNumber = isNarrow ? 3 : 6;
      option.xAxis.max = ({max}) => max > 0.9 && max <= 1 ? 1 : null; // the axis of shares would end at 1.2
      option.tooltip.formatter = item => {
        const [value, category, low, high] = item.value;
        return `${option.yAxis.data[category].replace('\n', ', ')}, ${item.seriesName}: ${written(value)} [${written(low)}, ${written(high)}]`;
      };
    } else if (type === 'heatmap') {
      const {xAxis, yAxis} = option;
      const isCrowded = width < 85 * (xAxis.data.length + 1);
      option.grid = {containLabel: true, left: 24, right: 8, top: 8, bottom: 28};
      Object.assign(yAxis, {nameLocation: 'middle', nameGap: isNarrow ? 66 : 72, axisLabel: {...label, interval: 0}});
      Object.assign(xAxis, {nameLocation: 'middle', nameGap: isCrowded ? 56 : 30, axisLabel: {...label, interval: 0, rotate: isCrowded ? 40 : 0}});
      option.visualMap = {show: false, min: 0, max: 100, inRange: {color: [colour.ground, colour.heat]}};
      option.tooltip.formatter = item => {
        const [column, row, percent] = item.value;
        return `${yAxis.name} ${yAxis.data[row]}, ${xAxis.name} ${xAxis.data[column]}: ${written(percent)}`;
      };
    } else if (type === 'bar') {
      option.grid = {containLabel: true, left: 4, right: hasLegend ? 24 : 72, top: hasLegend ? 40 : 8, bottom: 8};
      option.yAxis.axisLabel = {...label, interval: 0, width: isNarrow ? 150 : 240, overflow: 'break'};
      option.xAxis.axisLabel = {...label, hideOverlap: true, formatter: written};
      option.xAxis.splitNumber = isNarrow ? 2 : 6;
    } else if (type === 'line') {
      option.grid = {containLabel: true, left: option.yAxis.name ? 24 : 4, right: 24, top: 40, bottom: 28};
      option.yAxis = {...option.yAxis, nameLocation: 'middle', nameGap: 34, axisLabel: {...label, formatter: written}};
      option.xAxis = {...option.xAxis, nameLocation: 'middle', nameGap: 30, axisLabel: label};
    }
    option.series.forEach((series, i) => {
      if (type === 'custom') {
        series.encode = {x: [0, 2, 3], y: 1};
        series.renderItem = whisker(i, option.series.length, colour, label, written);
      } else if (type === 'heatmap') {
        series.label = {...label, show: true, formatter: item => item.value[2].toFixed()};
        series.itemStyle = {borderColor: colour.line, borderWidth: 1};
      } else if (type === 'bar') {
        series.label = {...label, show: !hasLegend, position: 'right', formatter: item => written(item.value)};
        series.barMaxWidth = 18;
      } else if (type === 'line') {
        Object.assign(series, {showSymbol: series.showSymbol ?? false, symbol: 'circle', symbolSize: 6});
        if (series.markLine) {
          Object.assign(series.markLine, {
            symbol: 'none', silent: true, lineStyle: {color: colour.soft, type: 'dashed'},
            label: {...label, position: Array.isArray(series.markLine.data[0]) ? 'insideStartTop' : 'end', formatter: '{b}'},
          });
        }
      } else {
        Object.assign(series, {
          left: 2, right: 2, top: 24, bottom: 24, nodeWidth: 14, nodeGap: 36, draggable: false,
          emphasis: {focus: 'adjacency'}, lineStyle: {color: isPrinted() ? 'source' : 'gradient', opacity: 0.35}, // printers fill gradients opaquely
        });
        /* A function's text is taken to the letter, a node's name would be its key. */
        const text = Object.fromEntries(series.data.map(node => [node.name, node.text]));
        const nameOf = node => text[node].split('\n')[0];
        option.tooltip.formatter = item => item.dataType === 'edge'
          ? `${nameOf(item.data.source)} → ${nameOf(item.data.target)}: ${written(item.value)}` : text[item.name].replace('\n', ': ');
        series.data.forEach((node, j) => {
          Object.assign(node.label, label, {width: width / 2 - 40, overflow: 'break', formatter: () => node.text});
          node.itemStyle = {color: colour.palette[j % colour.palette.length], borderWidth: 0};
        });
      }
    });
    return option;
  };

  const draw = plot => {
    const json = plot.parentElement.querySelector('script[type="application/json"]').textContent;
    const width = isPrinted() ? PRINTED_WIDTH : plot.clientWidth;
    const colour = colours();
    echarts.getInstanceByDom(plot)?.dispose();
    plot.style.height = plot.dataset.height + 'px';
    echarts.init(plot, theme(colour), {renderer: 'svg', locale: 'EN', width, height: Number(plot.dataset.height)})
      .setOption(completed(JSON.parse(json), colour, plot.dataset.unit, width));
  };

  const drawAll = () => plots.forEach(draw);
  const print = isOn => {
    root.classList.toggle('printed', isOn);
    drawAll();
  };

  let width = root.clientWidth;
  drawAll();
  dark.addEventListener('change', drawAll);
  addEventListener('beforeprint', () => print(true));
  addEventListener('afterprint', () => print(false));
  addEventListener('resize', () => {
    if (root.clientWidth !== width && !isPrinted()) {
      width = root.clientWidth;
      drawAll();
    }
  });
})();
